package dev.sextant.contract.manifest;

import dev.sextant.contract.wecube.RegisterReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code plugin.yaml} or WeCube's {@code register.xml}, told apart by what they hold, and reports everything that is
 * wrong with it at once.
 */
public final class ManifestReader {

    /** A larger text is refused unread. */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final int MAX_SHOWN = 200;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Reads a manifest from a stream, and no more of it than may be. */
    public ManifestResult read(InputStream stream) throws IOException {
        return read(stream.readNBytes(MAX_BYTES + 1));
    }

    /** Reads a manifest. */
    public ManifestResult read(byte[] bytes) {
        Problems problems = new Problems();
        boolean xml = isXml(bytes);
        String text = text(bytes, problems);
        if (xml && text != null) {
            return RegisterReader.read(text);
        }
        YamlNode root =
                text == null ? null : YamlTreeReader.read(text, problems).orElse(null);
        PluginManifest manifest = root == null ? null : ObjectReader.read(root, "", problems, ManifestSection::read);
        ManifestOutline outline = new ManifestOutline(
                xml ? ManifestFormat.WECUBE : ManifestFormat.SEXTANT,
                written(root, "name"),
                written(root, "version"),
                manifest == null ? ManifestCounts.NONE : ManifestCounts.of(manifest));
        if (manifest == null || problems.hasErrors()) {
            return new ManifestResult.Invalid(problems.all(), List.of(), outline);
        }
        return new ManifestResult.Valid(manifest, problems.all(), List.of(), outline);
    }

    /** Whether a text begins as XML does, in whatever encoding; {@code <<} begins a merge of YAML. */
    private static boolean isXml(byte[] bytes) {
        int previous = 0;
        for (int i = 0; i < Math.min(bytes.length, MAX_BYTES); i++) {
            int b = bytes[i];
            if (previous == '<') {
                if (b != 0) {
                    return b != '<';
                }
            } else if (b == '<') {
                previous = b;
            } else if (b > ' ') {
                return false;
            }
        }
        return previous == '<';
    }

    private static @Nullable String text(byte[] bytes, Problems problems) {
        if (bytes.length > MAX_BYTES) {
            problems.error(
                    1, 1, "", "The manifest is larger than 1 MiB; move long texts into the plugin's documentation");
            return null;
        }
        return decode(bytes, problems);
    }

    /** A field as it was written, where it is short enough to be shown. */
    private static @Nullable String written(@Nullable YamlNode root, String field) {
        if (root instanceof YamlNode.Mapping mapping) {
            for (YamlNode.Entry entry : mapping.entries()) {
                if (entry.key().equals(field) && entry.value() instanceof YamlNode.Scalar scalar) {
                    return scalar.text().length() > MAX_SHOWN ? null : scalar.text();
                }
            }
        }
        return null;
    }

    private static @Nullable String decode(byte[] bytes, Problems problems) {
        ByteBuffer input = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(input)
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            int line = 1;
            int column = 1;
            for (int i = 0; i < input.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
                column = bytes[i] == '\n' ? 1 : column + 1;
            }
            problems.error(line, column, "", "A byte that is not UTF-8; save the manifest in UTF-8");
            return null;
        }
    }
}
