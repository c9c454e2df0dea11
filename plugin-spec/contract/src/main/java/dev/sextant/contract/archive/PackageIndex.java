package dev.sextant.contract.archive;

import java.util.List;

/**
 * The list of a package's files, {@code package.json}; it lists every file but itself and its own signature.
 *
 * @param formatVersion version of this format, 1
 * @param files every other file
 * @param images the images, each in one of the files
 */
public record PackageIndex(int formatVersion, List<File> files, List<Image> images) {

    /** Name of the list in the archive. */
    public static final String FILE = "package.json";

    /** Name of the list's signature in the archive. */
    public static final String SIGNATURE = "package.sig";

    /** The format that this version writes and reads. */
    public static final int FORMAT_VERSION = 1;

    @SuppressWarnings("ConstantValue")
    public PackageIndex {
        files = files == null ? List.of() : List.copyOf(files);
        images = images == null ? List.of() : List.copyOf(images);
    }

    /** Whether a file is none that the list may have. */
    static boolean isUnlisted(String path) {
        return path.equals(FILE) || path.equals(SIGNATURE);
    }

    /**
     * A file of the package.
     *
     * @param path its name in the archive
     * @param size its size in bytes when unpacked
     * @param sha256 digest of its content, 64 small hexadecimal digits
     */
    public record File(String path, long size, String sha256) {}

    /**
     * An image of the package.
     *
     * @param image name and tag, as the manifest's container says it
     * @param file the file of the package that holds it in docker-save form
     * @param id digest of its configuration, {@code sha256:…}
     */
    public record Image(String image, String file, String id) {}
}
