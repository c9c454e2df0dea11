package dev.sextant.contract.archive;

import dev.sextant.contract.manifest.IgnoredPart;
import dev.sextant.contract.manifest.ManifestProblem;
import dev.sextant.contract.manifest.PluginManifest;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A package whose every file has been read and found to be what its list says; close it after use. */
public final class VerifiedPackage implements Closeable {

    private final ZipArchive archive;
    private final PackageKind kind;
    private final PackageIndex index;
    private final ManifestFile manifest;
    private final @Nullable ListSeal seal;

    VerifiedPackage(
            ZipArchive archive, PackageKind kind, PackageIndex index, ManifestFile manifest, @Nullable ListSeal seal) {
        this.archive = archive;
        this.kind = kind;
        this.index = index;
        this.manifest = manifest;
        this.seal = seal;
    }

    /** Whose form it has. */
    public PackageKind kind() {
        return kind;
    }

    /** What the package says of itself. */
    public PluginManifest manifest() {
        return manifest.result().manifest();
    }

    /** The manifest as it was packed. */
    public byte[] manifestBytes() {
        return manifest.bytes().clone();
    }

    /** What the manifest could do better. */
    public List<ManifestProblem> warnings() {
        return manifest.result().warnings();
    }

    /** What the manifest says that has no meaning here. */
    public List<IgnoredPart> ignored() {
        return manifest.result().ignored();
    }

    /** The list of its files and images. */
    public PackageIndex index() {
        return index;
    }

    /** Whether it brought its list along; otherwise the list was made of what was found, and proves nothing. */
    public boolean listed() {
        return seal != null;
    }

    /** What its signature is worth to someone who trusts these keys. */
    public SignatureStatus signature(Collection<TrustedKey> keys) {
        return seal == null ? new SignatureStatus.Unsigned() : seal.check(keys);
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
        return new CheckedTailStream(archive.open(path), file);
    }

    /** Where each file lies in the archive: enough to read it from there later without verifying all of it again. */
    public List<StoredFile> stored() {
        return index.files().stream().map(archive::stored).toList();
    }

    /** Its list and signature, to be kept and judged again; null when it brought no list along. */
    public @Nullable ListSeal seal() {
        return seal;
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
