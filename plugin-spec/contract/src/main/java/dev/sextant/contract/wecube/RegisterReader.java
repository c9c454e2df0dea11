package dev.sextant.contract.wecube;

import dev.sextant.contract.manifest.ManifestFormat;
import dev.sextant.contract.manifest.ManifestOutline;
import dev.sextant.contract.manifest.ManifestResult;
import dev.sextant.contract.manifest.PluginManifest;
import org.jspecify.annotations.Nullable;

/**
 * Reads WeCube's {@code register.xml}, in both of its dialects, and reports everything that is wrong with it at once.
 * Whoever has the bytes calls {@link dev.sextant.contract.manifest.ManifestReader}, which finds out the format.
 */
public final class RegisterReader {

    private static final int MAX_SHOWN = 200;

    private RegisterReader() {}

    /** Reads a text. */
    public static ManifestResult read(String text) {
        Findings findings = new Findings();
        XmlTreeReader.Tree tree = XmlTreeReader.read(text, findings);
        Element root = tree.root();
        // Where the text breaks off, what is missing behind that place is no further problem.
        PluginManifest manifest = root == null || !tree.complete() ? null : manifest(root, findings);
        ManifestOutline outline = new ManifestOutline(
                ManifestFormat.WECUBE, written(root, "name"), written(root, "version"), Tally.of(root));
        if (manifest == null || findings.hasErrors()) {
            return new ManifestResult.Invalid(findings.problems(), findings.ignored(), outline);
        }
        return new ManifestResult.Valid(manifest, findings.problems(), findings.ignored(), outline);
    }

    private static @Nullable PluginManifest manifest(Element root, Findings findings) {
        if (!root.name.equals("package")) {
            findings.error(
                    root.line,
                    root.column,
                    "",
                    "A registration is a <package>, this is a <" + root.name + ">; write <package name=… version=…>");
            return null;
        }
        return new PackageSection(new ElementReader(root, "package", findings)).read();
    }

    private static @Nullable String written(@Nullable Element root, String name) {
        Element.Attribute attribute = root == null ? null : root.attributes.get(name);
        return attribute == null || attribute.value().length() > MAX_SHOWN
                ? null
                : attribute.value().strip();
    }
}
