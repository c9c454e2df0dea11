package dev.sextant.contract.archive;

import dev.sextant.contract.manifest.ManifestProblem;
import dev.sextant.contract.manifest.PluginManifest;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A package whose every file has been read and found to be what its list says; close it after use. */
public final class VerifiedPackage implements Closeable {

    private final ZipArchive archive;
    private final PackageIndex index;
    private final PluginManifest manifest;
    private final byte[] manifestBytes;
    private final List<ManifestProblem> warnings;

    VerifiedPackage(
            ZipArchive archive,
            PackageIndex index,
            PluginManifest manifest,
            byte[] manifestBytes,
            List<ManifestProblem> warnings) {
        this.archive = archive;
        this.index = index;
        this.manifest = manifest;
        this.manifestBytes = manifestBytes;
        this.warnings = warnings;
    }

    /** What the package says of itself. */
    public PluginManifest manifest() {
        return manifest;
    }

    /** The manifest as it was packed, in UTF-8. */
    public byte[] manifestBytes() {
        return manifestBytes.clone();
    }

    /** What the manifest could do better. */
    public List<ManifestProblem> warnings() {
        return warnings;
    }

    /** The list of its files and images. */
    public PackageIndex index() {
        return index;
    }

    /**
     * The content of a listed file, checked once more while it is read: a file that changed since ends with a
     * {@link PackageException} in place of its last bytes.
     */
    public InputStream open(String path) throws IOException {
        PackageIndex.File file = index.files().stream()
                .filter(candidate -> candidate.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new PackageException(
                        PackageErrorCode.PACKAGE_FILE_MISSING, "The package has no file '" + path + "'"));
        return new DigestCheckingStream(archive.open(path), file);
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
