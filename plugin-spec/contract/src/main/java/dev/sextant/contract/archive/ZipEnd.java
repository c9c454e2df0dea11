package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.NOT_A_ZIP;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INCONSISTENT;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_TRUNCATED;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_UNSUPPORTED;
import static dev.sextant.contract.archive.ZipExtra.unsigned;
import static dev.sextant.contract.archive.ZipExtra.unsignedInt;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a zip says of its directory.
 *
 * @param entries number of entries
 * @param offset where the directory begins
 * @param size its bytes; it ends where the end records begin
 */
record ZipEnd(long entries, long offset, long size) {

    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int SIGNATURE = 0x06054b50;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int RECORD_SIGNATURE = 0x06064b50;
    private static final int SIZE = 22;
    private static final int LOCATOR_SIZE = 20;
    private static final int RECORD_SIZE = 56;
    private static final int SHORT_MARK = 0xFFFF;

    static ZipEnd read(ZipBytes bytes) throws IOException {
        ByteBuffer end = plain(bytes);
        ByteBuffer locator = locator(bytes);
        if (locator != null) {
            return checked(zip64(bytes, locator, end), bytes.size() - SIZE - LOCATOR_SIZE - RECORD_SIZE);
        }
        ZipEnd found = new ZipEnd(unsigned(end, 10), unsignedInt(end, 16), unsignedInt(end, 12));
        if (found.entries == SHORT_MARK || found.offset == ZipExtra.MARK || found.size == ZipExtra.MARK) {
            throw refuse(PACKAGE_INCONSISTENT, "The archive says that it is zip64, but has no zip64 end record");
        }
        if (unsigned(end, 4) != 0 || unsigned(end, 6) != 0 || unsigned(end, 8) != found.entries) {
            throw severalParts();
        }
        return checked(found, bytes.size() - SIZE);
    }

    private static ByteBuffer plain(ZipBytes bytes) throws IOException {
        if (bytes.size() < 4 || bytes.read(0, 4).getInt(0) != LOCAL_SIGNATURE) {
            throw refuse(NOT_A_ZIP, "The file does not begin as a zip archive does; upload a .sextant.zip package");
        }
        if (bytes.size() < SIZE) {
            throw refuse(PACKAGE_TRUNCATED, "The file ends before the zip directory; upload it again");
        }
        ByteBuffer end = bytes.read(bytes.size() - SIZE, SIZE);
        if (end.getInt(0) != SIGNATURE || unsigned(end, 20) != 0) {
            throw refuse(
                    PACKAGE_TRUNCATED,
                    "The file does not end with a zip directory (a comment or further bytes"
                            + " after it are not accepted); upload it again");
        }
        return end;
    }

    /** Readers look for it whether or not the end has marks; so a zip that has it by chance is none. */
    private static @Nullable ByteBuffer locator(ZipBytes bytes) throws IOException {
        if (bytes.size() < SIZE + LOCATOR_SIZE) {
            return null;
        }
        ByteBuffer locator = bytes.read(bytes.size() - SIZE - LOCATOR_SIZE, LOCATOR_SIZE);
        return locator.getInt(0) == LOCATOR_SIGNATURE ? locator : null;
    }

    private static ZipEnd zip64(ZipBytes bytes, ByteBuffer locator, ByteBuffer end) throws IOException {
        long place = bytes.size() - SIZE - LOCATOR_SIZE - RECORD_SIZE;
        if (locator.getInt(4) != 0 || locator.getInt(16) != 1) {
            throw severalParts();
        }
        if (locator.getLong(8) != place) {
            throw refuse(PACKAGE_INCONSISTENT, "The zip64 end record is not where the archive says");
        }
        ByteBuffer record = bytes.read(place, RECORD_SIZE);
        if (record.getInt(0) != RECORD_SIGNATURE || record.getLong(4) != RECORD_SIZE - 12) {
            throw refuse(PACKAGE_INCONSISTENT, "The zip64 end record is damaged or has parts that are not accepted");
        }
        ZipEnd found = new ZipEnd(record.getLong(32), record.getLong(48), record.getLong(40));
        if (record.getInt(16) != 0 || record.getInt(20) != 0 || record.getLong(24) != found.entries) {
            throw severalParts();
        }
        boolean agrees = sameShort(unsigned(end, 4), 0)
                && sameShort(unsigned(end, 6), 0)
                && sameShort(unsigned(end, 8), found.entries)
                && sameShort(unsigned(end, 10), found.entries)
                && sameInt(unsignedInt(end, 12), found.size)
                && sameInt(unsignedInt(end, 16), found.offset);
        if (!agrees) {
            throw refuse(PACKAGE_INCONSISTENT, "The two ends of the zip directory contradict each other");
        }
        return found;
    }

    private static boolean sameShort(int stated, long real) {
        return stated == SHORT_MARK || stated == real;
    }

    private static boolean sameInt(long stated, long real) {
        return stated == ZipExtra.MARK || stated == real;
    }

    private static ZipEnd checked(ZipEnd found, long limit) {
        boolean inside = found.entries >= 0 && found.size >= 0 && found.offset >= 0 && found.offset <= limit;
        if (!inside || found.size != limit - found.offset) {
            throw refuse(
                    PACKAGE_INCONSISTENT, "The zip directory is not where the archive says; pack the plugin again");
        }
        return found;
    }

    private static PackageException severalParts() {
        return refuse(PACKAGE_UNSUPPORTED, "A zip archive in several parts is not accepted");
    }

    private static PackageException refuse(PackageErrorCode code, String detail) {
        return new PackageException(code, detail);
    }
}
