package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INCONSISTENT;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_TOO_LARGE;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * A zip file whose entries lie one after the other, each exactly where the directory and its local header agree, so
 * that no entry can hide in another.
 */
final class ZipArchive implements Closeable {

    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;
    private static final int LOCAL_SIZE = 30;
    private static final int BUFFER = 64 * 1024;

    private final ZipBytes bytes;
    private final Map<String, Place> places = new LinkedHashMap<>();

    private record Place(ZipEntryRecord entry, long begin) {}

    private ZipArchive(ZipBytes bytes) {
        this.bytes = bytes;
    }

    static ZipArchive open(Path file, PackageLimits limits) throws IOException {
        ZipBytes bytes = new ZipBytes(file);
        try {
            ZipArchive archive = new ZipArchive(bytes);
            archive.locate(new ZipDirectoryReader(bytes, limits).read(), limits);
            return archive;
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /** Names and sizes of the entries. */
    Map<String, Long> sizes() {
        Map<String, Long> sizes = new LinkedHashMap<>();
        places.forEach((name, place) -> sizes.put(name, place.entry().size()));
        return sizes;
    }

    /** The content of an entry; it never yields more than the directory says. */
    InputStream open(String name) {
        Place place = places.get(name);
        if (place == null) {
            throw new PackageException(PackageErrorCode.PACKAGE_FILE_MISSING, "The package has no file '" + name + "'");
        }
        InputStream raw = new RangeStream(bytes, place.begin(), place.entry().compressedSize());
        if (place.entry().method() == ZipEntryRecord.STORED) {
            return raw;
        }
        InputStream inflated = new OwnedInflaterStream(raw);
        return new SizedStream(inflated, place.entry().name(), place.entry().size());
    }

    private void locate(List<ZipEntryRecord> entries, PackageLimits limits) throws IOException {
        long total = 0;
        long expected = 0;
        List<ZipEntryRecord> byOffset = entries.stream()
                .sorted(Comparator.comparingLong(ZipEntryRecord::offset))
                .toList();
        for (ZipEntryRecord entry : byOffset) {
            checkSize(entry, limits);
            total += entry.size();
            if (entry.offset() != expected) {
                throw new PackageException(
                        PACKAGE_INCONSISTENT,
                        "'" + entry.name() + "' overlaps another entry or leaves a gap before it");
            }
            long begin = begin(entry);
            places.put(entry.name(), new Place(entry, begin));
            expected = begin + entry.compressedSize() + descriptor(entry, begin);
        }
        if (total > limits.totalBytes()) {
            throw new PackageException(
                    PACKAGE_TOO_LARGE,
                    "The package unpacks to " + total + " bytes; at most " + limits.totalBytes() + " are allowed");
        }
        if (expected != bytes.size() - directorySize()) {
            throw new PackageException(PACKAGE_INCONSISTENT, "Bytes between the last entry and the zip directory");
        }
    }

    private long directorySize() throws IOException {
        ByteBuffer end = bytes.read(bytes.size() - 22, 22);
        return 22 + (end.getInt(12) & 0xFFFF_FFFFL);
    }

    private static void checkSize(ZipEntryRecord entry, PackageLimits limits) {
        if (entry.size() > limits.entryBytes()) {
            throw new PackageException(
                    PACKAGE_TOO_LARGE,
                    "'" + entry.name() + "' unpacks to " + entry.size() + " bytes; at most " + limits.entryBytes()
                            + " are allowed");
        }
        if (entry.method() == ZipEntryRecord.STORED && entry.size() != entry.compressedSize()) {
            throw new PackageException(PACKAGE_INCONSISTENT, "'" + entry.name() + "' is stored, but has two sizes");
        }
        if (entry.size() / limits.ratio() > entry.compressedSize()) {
            throw new PackageException(
                    PACKAGE_TOO_LARGE,
                    "'" + entry.name() + "' would grow to more than " + limits.ratio()
                            + " times its size; this looks like a bomb");
        }
    }

    private long begin(ZipEntryRecord entry) throws IOException {
        ByteBuffer local = bytes.read(entry.offset(), LOCAL_SIZE);
        int nameLength = local.getShort(26) & 0xFFFF;
        int extraLength = local.getShort(28) & 0xFFFF;
        ByteBuffer name = bytes.read(entry.offset() + LOCAL_SIZE, nameLength);
        boolean agrees = local.getInt(0) == LOCAL_SIGNATURE
                && (local.getShort(6) & 0xFFFF) == entry.flags()
                && (local.getShort(8) & 0xFFFF) == entry.method()
                && StandardCharsets.ISO_8859_1.decode(name).toString().equals(entry.name())
                && (entry.hasDescriptor() || agrees(local, 14, entry));
        if (!agrees) {
            throw new PackageException(
                    PACKAGE_INCONSISTENT, "'" + entry.name() + "' is described differently in the zip directory");
        }
        return entry.offset() + LOCAL_SIZE + nameLength + extraLength;
    }

    private long descriptor(ZipEntryRecord entry, long begin) throws IOException {
        if (!entry.hasDescriptor()) {
            return 0;
        }
        long at = begin + entry.compressedSize();
        ByteBuffer descriptor = bytes.read(at, 16);
        if (descriptor.getInt(0) == DESCRIPTOR_SIGNATURE && agrees(descriptor, 4, entry)) {
            return 16;
        }
        if (agrees(descriptor, 0, entry)) {
            return 12;
        }
        throw new PackageException(
                PACKAGE_INCONSISTENT, "'" + entry.name() + "' ends elsewhere than the zip directory says");
    }

    private static boolean agrees(ByteBuffer buffer, int position, ZipEntryRecord entry) {
        return (buffer.getInt(position) & 0xFFFF_FFFFL) == entry.crc()
                && (buffer.getInt(position + 4) & 0xFFFF_FFFFL) == entry.compressedSize()
                && (buffer.getInt(position + 8) & 0xFFFF_FFFFL) == entry.size();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    /** The stored bytes of an entry. */
    private static final class RangeStream extends InputStream {
        private final ZipBytes bytes;
        private long position;
        private long left;

        RangeStream(ZipBytes bytes, long position, long length) {
            this.bytes = bytes;
            this.position = position;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int read = left == 0 ? -1 : bytes.read(position, target, offset, (int) Math.min(length, left));
            if (read > 0) {
                position += read;
                left -= read;
            }
            return read;
        }
    }

    /** Inflates, and frees the native memory on close. */
    private static final class OwnedInflaterStream extends InflaterInputStream {
        OwnedInflaterStream(InputStream raw) {
            super(raw, new Inflater(true), BUFFER);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }

    /** Refuses content that is longer or shorter than the directory says. */
    private static final class SizedStream extends FilterInputStream {
        private final String name;
        private final long size;
        private long count;

        SizedStream(InputStream in, String name, long size) {
            super(in);
            this.name = name;
            this.size = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read;
            try {
                read = super.read(target, offset, length);
            } catch (ZipException | EOFException e) {
                throw new PackageException(PACKAGE_INCONSISTENT, "'" + name + "' cannot be unpacked: it is damaged", e);
            }
            count += Math.max(read, 0);
            if (count > size || (read < 0 && count != size)) {
                throw new PackageException(
                        PACKAGE_INCONSISTENT,
                        "'" + name + "' does not unpack to the " + size + " bytes that were stated");
            }
            return read;
        }
    }
}
