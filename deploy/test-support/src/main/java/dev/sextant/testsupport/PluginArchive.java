package dev.sextant.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A real plugin package around a {@link TinyImage}. */
public final class PluginArchive {
    private PluginArchive() {}

    /** A package of a plugin with one synchronous service {@code echo} and one entity {@code thing}. */
    public static byte[] of(String name, String version) {
        return of(manifest(name, version, ""), TinyImage.healthy(name + ":" + version));
    }

    /** A package with a manifest and an image of one's own; its list says the image's id as it is given here. */
    public static byte[] of(String manifest, TinyImage image) {
        return of(manifest, image, Map.of());
    }

    /** Such a package with further files, by their names. */
    public static byte[] of(String manifest, TinyImage image, Map<String, String> texts) {
        var more = new TreeMap<String, byte[]>();
        texts.forEach((name, text) -> more.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return ofFiles(manifest, image, more);
    }

    /** Such a package with further files that are no texts. */
    public static byte[] ofFiles(String manifest, TinyImage image, Map<String, byte[]> more) {
        var files = new TreeMap<>(more);
        files.put("plugin.yaml", manifest.getBytes(StandardCharsets.UTF_8));
        files.put("image.tar", image.tar());
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            add(zip, "package.json", list(files, image).getBytes(StandardCharsets.UTF_8));
            for (var file : files.entrySet()) {
                add(zip, file.getKey(), file.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static String list(Map<String, byte[]> files, TinyImage image) {
        var entries = files.entrySet().stream()
                .map(file -> "{\"path\": \"%s\", \"size\": %d, \"sha256\": \"%s\"}"
                        .formatted(file.getKey(), file.getValue().length, sha256(file.getValue())))
                .collect(Collectors.joining(",\n "));
        return """
                {"formatVersion": 1,
                 "files": [%s],
                 "images": [{"image": "%s", "file": "image.tar", "id": "%s"}]}
                """.formatted(entries, image.reference(), image.id());
    }

    /** A package as WeCube makes it: a registration and an image, and nothing that lists them. */
    public static byte[] ofWecube(String register, TinyImage image) {
        return ofWecube(register, image, Map.of());
    }

    /** Such a package with further files, by their names. */
    public static byte[] ofWecube(String register, TinyImage image, Map<String, String> texts) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            add(zip, "register.xml", register.getBytes(StandardCharsets.UTF_8));
            add(zip, "image.tar", image.tar());
            for (var file : new TreeMap<>(texts).entrySet()) {
                add(zip, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var sum = new CRC32();
        sum.update(content);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The manifest of {@link #of(String, String)}, with further lines at its end. */
    public static String manifest(String name, String version, String more) {
        return """
                apiVersion: sextant.dev/v1
                name: %1$s
                version: %2$s
                title: {en: The plugin %1$s, zh: 插件}
                containers:
                  - {image: "%1$s:%2$s", port: 8080, health: /health, memory: 64Mi, cpu: 0.5}
                entities:
                  - name: thing
                    attributes:
                      - {name: name, type: string, required: true}
                services:
                  - name: echo
                    title: {en: Echo}
                    path: /%1$s/v1/echo
                    mode: sync
                    idempotent: true
                    timeout: PT1M
                    input:
                      text: {type: string, required: true, from: constant}
                    output:
                      text: {type: string, to: context}
                %3$s
                """.formatted(name, version, more);
    }
}
