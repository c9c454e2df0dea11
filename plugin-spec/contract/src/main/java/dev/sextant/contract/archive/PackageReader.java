package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.MANIFEST_MISSING;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_DIGEST_MISMATCH;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_FILE_MISSING;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_FILE_UNLISTED;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_UNREADABLE;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_UNSUPPORTED;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Opens a package and reads all of it once before it hands anything out. It unpacks nothing: content is streamed from
 * the archive with small, fixed buffers, and no name in it ever becomes a path.
 */
public final class PackageReader {

    static final int BUFFER = 256 * 1024;

    private PackageReader() {}

    /**
     * Verifies a package of either kind. What its signature is worth is asked of the result.
     *
     * @throws PackageException when it is refused, with a code for programs and a detail for people
     */
    public static VerifiedPackage open(Path zip, PackageLimits limits) {
        try {
            ZipArchive archive = ZipArchive.open(zip, limits);
            try {
                return verify(archive);
            } catch (IOException | RuntimeException e) {
                archive.close();
                throw e;
            }
        } catch (IOException e) {
            throw new PackageException(PACKAGE_UNREADABLE, "The package could not be read: " + e.getMessage(), e);
        }
    }

    private static VerifiedPackage verify(ZipArchive archive) throws IOException {
        Set<String> names = archive.sizes().keySet();
        PackageKind kind = PackageKind.of(names);
        if (names.contains(PackageIndex.FILE)) {
            return listed(archive, kind);
        }
        if (kind == PackageKind.WECUBE && !names.contains(PackageIndex.SIGNATURE)) {
            return new PackageLister(archive).read();
        }
        throw new PackageException(
                PACKAGE_FILE_MISSING,
                "The package has no " + PackageIndex.FILE + "; make it with the pack command of the Sextant tools");
    }

    private static VerifiedPackage listed(ZipArchive archive, PackageKind kind) throws IOException {
        if (archive.hasFolders()) {
            throw new PackageException(
                    PACKAGE_UNSUPPORTED, "The package has entries for folders; pack the plugin again");
        }
        byte[] list = bytes(archive, PackageIndex.FILE, PackageIndexJson.MAX_BYTES);
        PackageIndex index = PackageIndexJson.read(list);
        checkNames(archive.sizes(), index, kind);
        ManifestFile manifest = null;
        Map<String, ImageTar> tars = new HashMap<>();
        Set<String> imageFiles =
                index.images().stream().map(PackageIndex.Image::file).collect(Collectors.toSet());
        for (PackageIndex.File file : index.files()) {
            try (InputStream stream = new DigestCheckingStream(archive.open(file.path()), file)) {
                if (file.path().equals(kind.manifest())) {
                    manifest = ManifestFile.read(kind, stream);
                } else if (imageFiles.contains(file.path())) {
                    tars.put(file.path(), ImageTar.read(new BufferedInputStream(stream, BUFFER)));
                }
                drain(stream);
            }
        }
        if (manifest == null) {
            throw new PackageException(MANIFEST_MISSING, "The package has no " + kind.manifest());
        }
        ImageCheck.check(index, manifest, tars);
        return new VerifiedPackage(archive, kind, index, manifest, new ListSeal(list, signature(archive)));
    }

    private static void checkNames(Map<String, Long> sizes, PackageIndex index, PackageKind kind) {
        if (!sizes.containsKey(kind.manifest())) {
            throw new PackageException(
                    MANIFEST_MISSING, "The package has no " + kind.manifest() + "; pack the plugin again");
        }
        Set<String> listed = index.files().stream().map(PackageIndex.File::path).collect(Collectors.toSet());
        for (String name : sizes.keySet()) {
            if (!PackageIndex.isUnlisted(name) && !listed.contains(name)) {
                throw new PackageException(
                        PACKAGE_FILE_UNLISTED, "'" + name + "' is not listed in " + PackageIndex.FILE);
            }
        }
        for (PackageIndex.File file : index.files()) {
            Long size = sizes.get(file.path());
            if (size == null) {
                throw new PackageException(
                        PACKAGE_FILE_MISSING,
                        "'" + ZipName.printable(file.path()) + "' is listed in " + PackageIndex.FILE
                                + ", but not in the package");
            }
            if (size != file.size()) {
                throw new PackageException(
                        PACKAGE_DIGEST_MISMATCH,
                        file.path() + " has " + size + " bytes, but " + PackageIndex.FILE + " says " + file.size());
            }
        }
    }

    private static @Nullable PackageSignature signature(ZipArchive archive) throws IOException {
        if (!archive.sizes().containsKey(PackageIndex.SIGNATURE)) {
            return null;
        }
        return PackageSignature.read(bytes(archive, PackageIndex.SIGNATURE, PackageSignature.MAX_BYTES));
    }

    /** The content of a small file; one byte more than it may have, when it has more. */
    private static byte[] bytes(ZipArchive archive, String name, int max) throws IOException {
        try (InputStream stream = archive.open(name)) {
            return stream.readNBytes(max + 1);
        }
    }

    static void drain(InputStream stream) throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (stream.read(buffer, 0, buffer.length) >= 0) {
            // The stream checks what it hands out.
        }
    }
}
