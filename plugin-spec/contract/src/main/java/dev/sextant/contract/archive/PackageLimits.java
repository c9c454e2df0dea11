package dev.sextant.contract.archive;

/**
 * How much a package may be.
 *
 * @param archiveBytes size of the archive itself
 * @param entries number of files
 * @param entryBytes size of one file when unpacked
 * @param totalBytes size of all files when unpacked
 * @param ratio how many times a compressed file may grow
 */
public record PackageLimits(long archiveBytes, int entries, long entryBytes, long totalBytes, int ratio) {

    private static final long GIBI = 1024L * 1024 * 1024;

    /** Up to 2 GiB in up to 2000 files; a compressed file may grow to 200 times its size. */
    public static PackageLimits standard() {
        return upTo(2 * GIBI);
    }

    /** Archives of up to so many bytes, which hold files of up to as many, and half as much again in all. */
    public static PackageLimits upTo(long archiveBytes) {
        return new PackageLimits(archiveBytes, 2000, archiveBytes, archiveBytes + archiveBytes / 2, 200);
    }
}
