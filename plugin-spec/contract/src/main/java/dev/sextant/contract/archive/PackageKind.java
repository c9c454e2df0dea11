package dev.sextant.contract.archive;

import dev.sextant.contract.manifest.ManifestFormat;
import java.util.Set;

/** Whose form a package has; it shows in the name of its manifest. */
public enum PackageKind {
    /** A package of ours, with {@code plugin.yaml}. */
    SEXTANT("plugin.yaml", ManifestFormat.SEXTANT),
    /** A package of WeCube, with {@code register.xml}; as WeCube makes it, it has no list of its files. */
    WECUBE("register.xml", ManifestFormat.WECUBE);

    private final String manifest;
    private final ManifestFormat format;

    PackageKind(String manifest, ManifestFormat format) {
        this.manifest = manifest;
        this.format = format;
    }

    /** Name of the manifest in the archive. */
    public String manifest() {
        return manifest;
    }

    /** What its manifest is written in. */
    public ManifestFormat format() {
        return format;
    }

    static PackageKind of(Set<String> names) {
        boolean ours = names.contains(SEXTANT.manifest);
        boolean wecube = names.contains(WECUBE.manifest);
        if (ours && wecube) {
            throw new PackageException(
                    PackageErrorCode.PACKAGE_INCONSISTENT,
                    "The package has two manifests, " + SEXTANT.manifest + " and " + WECUBE.manifest + "; keep one");
        }
        return wecube ? WECUBE : SEXTANT;
    }
}
