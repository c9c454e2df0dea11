package dev.sextant.contract.archive;

/**
 * One entry of the central directory.
 *
 * @param name its name; a folder's ends with a slash
 * @param flags general purpose bits
 * @param method 0 stored, 8 deflated
 * @param crc CRC-32 of the content
 * @param compressedSize size in the archive
 * @param size size of the content
 * @param offset where its local header begins
 */
record ZipEntryRecord(String name, int flags, int method, long crc, long compressedSize, long size, long offset) {

    static final int STORED = 0;
    static final int DEFLATED = 8;
    private static final int DESCRIPTOR = 1 << 3;

    /** Whether the sizes follow the content instead of standing before it. */
    boolean hasDescriptor() {
        return (flags & DESCRIPTOR) != 0;
    }

    boolean folder() {
        return name.endsWith("/");
    }

    /** The name without the slash that marks a folder. */
    String plainName() {
        return folder() ? name.substring(0, name.length() - 1) : name;
    }
}
