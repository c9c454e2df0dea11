package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INCONSISTENT;
import static dev.sextant.contract.archive.ZipExtra.unsigned;
import static dev.sextant.contract.archive.ZipExtra.unsignedInt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What stands before and after an entry's content; it must say what the directory says. */
final class ZipLocalHeader {

    private static final int SIGNATURE = 0x04034b50;
    private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;
    private static final int SIZE = 30;

    private ZipLocalHeader() {}

    /**
     * Where an entry's content and the entry itself end and begin.
     *
     * @param begin first byte of the content
     * @param end first byte after the entry
     */
    record Span(long begin, long end) {}

    static Span check(ZipBytes bytes, ZipEntryRecord entry) throws IOException {
        ByteBuffer local = bytes.read(entry.offset(), SIZE);
        int nameLength = unsigned(local, 26);
        int extraLength = unsigned(local, 28);
        ByteBuffer name = bytes.read(entry.offset() + SIZE, nameLength);
        boolean same = local.getInt(0) == SIGNATURE
                && unsigned(local, 6) == entry.flags()
                && unsigned(local, 8) == entry.method()
                && StandardCharsets.ISO_8859_1.decode(name).toString().equals(entry.name());
        if (!same) {
            throw contradiction(entry);
        }
        ByteBuffer extra = bytes.read(entry.offset() + SIZE + nameLength, extraLength);
        ByteBuffer zip64 = ZipExtra.zip64(extra, entry.name());
        if (!agrees(local, zip64, entry)) {
            throw contradiction(entry);
        }
        long begin = entry.offset() + SIZE + nameLength + extraLength;
        if (entry.compressedSize() > bytes.size() - begin) {
            throw new PackageException(
                    PACKAGE_INCONSISTENT, "'" + entry.name() + "' is said to be longer than the archive");
        }
        long end = begin + entry.compressedSize();
        return new Span(begin, end + (entry.hasDescriptor() ? descriptor(bytes, end, entry, zip64 != null) : 0));
    }

    /** With a descriptor the sizes may be left out here, as zeros; otherwise they are the directory's. */
    private static boolean agrees(ByteBuffer local, @Nullable ByteBuffer zip64, ZipEntryRecord entry) {
        boolean later = entry.hasDescriptor();
        if (zip64 != null && zip64.limit() != 16) {
            return false;
        }
        boolean wide = zip64 == null
                || (isSize(zip64.getLong(0), entry.size(), later)
                        && isSize(zip64.getLong(8), entry.compressedSize(), later));
        return wide
                && isSize(unsignedInt(local, 14), entry.crc(), later)
                && isShortSize(unsignedInt(local, 18), entry.compressedSize(), later, zip64 != null)
                && isShortSize(unsignedInt(local, 22), entry.size(), later, zip64 != null);
    }

    private static boolean isSize(long stated, long real, boolean later) {
        return stated == real || (later && stated == 0);
    }

    private static boolean isShortSize(long stated, long real, boolean later, boolean wide) {
        return stated == ZipExtra.MARK ? wide : isSize(stated, real, later);
    }

    private static int descriptor(ZipBytes bytes, long at, ZipEntryRecord entry, boolean wide) throws IOException {
        int length = wide ? 20 : 12;
        ByteBuffer descriptor = bytes.read(at, length + 4);
        if (descriptor.getInt(0) == DESCRIPTOR_SIGNATURE && isDescriptor(descriptor, 4, entry, wide)) {
            return length + 4;
        }
        if (isDescriptor(descriptor, 0, entry, wide)) {
            return length;
        }
        throw new PackageException(
                PACKAGE_INCONSISTENT, "'" + entry.name() + "' ends elsewhere than the zip directory says");
    }

    private static boolean isDescriptor(ByteBuffer buffer, int at, ZipEntryRecord entry, boolean wide) {
        long compressed = wide ? buffer.getLong(at + 4) : unsignedInt(buffer, at + 4);
        long size = wide ? buffer.getLong(at + 12) : unsignedInt(buffer, at + 8);
        return unsignedInt(buffer, at) == entry.crc() && compressed == entry.compressedSize() && size == entry.size();
    }

    private static PackageException contradiction(ZipEntryRecord entry) {
        return new PackageException(
                PACKAGE_INCONSISTENT, "'" + entry.name() + "' is described differently in the zip directory");
    }
}
