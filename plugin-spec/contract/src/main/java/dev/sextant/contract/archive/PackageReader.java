package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_DIGEST_MISMATCH;
import static dev.sextant.contract.archive.PackageErrorCode.MANIFEST_INVALID;
import static dev.sextant.contract.archive.PackageErrorCode.MANIFEST_MISSING;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_DIGEST_MISMATCH;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_FILE_MISSING;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_FILE_UNLISTED;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INDEX_INVALID;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_UNREADABLE;

import dev.sextant.contract.manifest.ContainerSpec;
import dev.sextant.contract.manifest.ManifestProblem;
import dev.sextant.contract.manifest.ManifestReader;
import dev.sextant.contract.manifest.ManifestResult;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.problem.ProblemError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Opens a package and reads all of it once before it hands anything out. It unpacks nothing: content is streamed from
 * the archive with a small, fixed buffer, and no name in it ever becomes a path.
 */
public final class PackageReader {

    private static final int BUFFER = 64 * 1024;

    private PackageReader() {}

    /**
     * Verifies a package.
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
        Map<String, Long> sizes = archive.sizes();
        PackageIndex index = index(archive, sizes);
        checkNames(sizes, index);
        for (PackageIndex.File file : index.files()) {
            if (index.images().stream().noneMatch(image -> image.file().equals(file.path()))) {
                drain(new DigestCheckingStream(archive.open(file.path()), file));
            }
        }
        byte[] manifestBytes = manifestBytes(archive);
        ManifestResult.Valid result = manifest(manifestBytes);
        checkImages(archive, index, result.manifest());
        return new VerifiedPackage(archive, index, result.manifest(), manifestBytes, result.warnings());
    }

    private static PackageIndex index(ZipArchive archive, Map<String, Long> sizes) throws IOException {
        if (!sizes.containsKey(PackageIndex.FILE)) {
            throw new PackageException(
                    PACKAGE_FILE_MISSING,
                    "The package has no " + PackageIndex.FILE + "; make it with the pack command of the Sextant tools");
        }
        try (InputStream stream = archive.open(PackageIndex.FILE)) {
            return PackageIndexJson.read(stream.readNBytes(PackageIndexJson.MAX_BYTES + 1));
        }
    }

    private static void checkNames(Map<String, Long> sizes, PackageIndex index) {
        if (!sizes.containsKey(PackageIndex.MANIFEST)) {
            throw new PackageException(
                    MANIFEST_MISSING, "The package has no " + PackageIndex.MANIFEST + "; pack the plugin again");
        }
        List<String> listed =
                index.files().stream().map(PackageIndex.File::path).toList();
        for (String name : sizes.keySet()) {
            if (!name.equals(PackageIndex.FILE) && !listed.contains(name)) {
                throw new PackageException(
                        PACKAGE_FILE_UNLISTED, "'" + name + "' is not listed in " + PackageIndex.FILE);
            }
        }
        for (PackageIndex.File file : index.files()) {
            Long size = sizes.get(file.path());
            if (size == null) {
                throw new PackageException(
                        PACKAGE_FILE_MISSING,
                        "'" + ZipDirectoryReader.printable(file.path()) + "' is listed in " + PackageIndex.FILE
                                + ", but not in the package");
            }
            if (size != file.size()) {
                throw new PackageException(
                        PACKAGE_DIGEST_MISMATCH,
                        file.path() + " has " + size + " bytes, but " + PackageIndex.FILE + " says " + file.size());
            }
        }
    }

    private static byte[] manifestBytes(ZipArchive archive) throws IOException {
        try (InputStream stream = archive.open(PackageIndex.MANIFEST)) {
            return stream.readNBytes(ManifestReader.MAX_BYTES + 1);
        }
    }

    private static ManifestResult.Valid manifest(byte[] bytes) {
        ManifestResult result = new ManifestReader().read(bytes);
        if (result instanceof ManifestResult.Valid valid) {
            return valid;
        }
        List<ManifestProblem> problems = ((ManifestResult.Invalid) result).problems();
        throw new PackageException(
                MANIFEST_INVALID,
                PackageIndex.MANIFEST + " has " + problems.size() + (problems.size() == 1 ? " problem" : " problems")
                        + ", first at " + problems.get(0),
                problems.stream().map(PackageReader::error).toList());
    }

    private static ProblemError error(ManifestProblem problem) {
        String pointer = problem.path().isEmpty() ? null : problem.path();
        return new ProblemError(pointer, problem.line(), problem.column(), problem.message());
    }

    private static void checkImages(ZipArchive archive, PackageIndex index, PluginManifest manifest)
            throws IOException {
        List<String> wanted =
                manifest.containers().stream().map(ContainerSpec::image).toList();
        List<String> packed =
                index.images().stream().map(PackageIndex.Image::image).toList();
        if (!packed.equals(wanted)) {
            throw new PackageException(
                    PACKAGE_INDEX_INVALID,
                    PackageIndex.FILE + " lists the images " + packed + ", but the manifest asks for " + wanted);
        }
        for (PackageIndex.Image image : index.images()) {
            PackageIndex.File file = index.files().stream()
                    .filter(candidate -> candidate.path().equals(image.file()))
                    .findFirst()
                    .orElseThrow(() -> new PackageException(
                            PACKAGE_FILE_MISSING, "The image file '" + image.file() + "' is not in the package"));
            checkImage(archive, file, image);
        }
    }

    private static void checkImage(ZipArchive archive, PackageIndex.File file, PackageIndex.Image image)
            throws IOException {
        try (InputStream stream = new DigestCheckingStream(archive.open(file.path()), file)) {
            ImageTar tar = ImageTar.read(stream);
            drain(stream);
            if (!tar.id().equals(image.id())) {
                throw new PackageException(
                        IMAGE_DIGEST_MISMATCH,
                        file.path() + " holds the image " + tar.id() + ", but " + PackageIndex.FILE + " pins "
                                + image.id() + "; pack the plugin again");
            }
            if (!tar.names().equals(List.of(image.image()))) {
                throw new PackageException(
                        IMAGE_DIGEST_MISMATCH,
                        file.path() + " names its image " + tar.names() + ", but the manifest asks for " + image.image()
                                + "; save the image under that one name");
            }
        }
    }

    private static void drain(InputStream stream) throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (stream.read(buffer, 0, buffer.length) >= 0) {
            // The stream checks what it hands out.
        }
    }
}
