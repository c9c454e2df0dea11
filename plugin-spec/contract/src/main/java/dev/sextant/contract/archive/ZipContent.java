package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_DIGEST_MISMATCH;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INCONSISTENT;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** The content of an entry: exactly as long as the directory says, with the checksum that it says. */
final class ZipContent extends InputStream {

    private static final int BUFFER = 64 * 1024;

    private final ZipEntryRecord entry;
    private final InputStream in;
    private final CRC32 crc = new CRC32();
    private long count;
    private boolean ended;

    private ZipContent(ZipEntryRecord entry, InputStream in) {
        this.entry = entry;
        this.in = in;
    }

    static ZipContent of(ZipBytes bytes, ZipEntryRecord entry, long begin) {
        Range range = new Range(bytes, begin, entry.compressedSize());
        boolean stored = entry.method() == ZipEntryRecord.STORED;
        return new ZipContent(entry, stored ? range : new Inflated(range));
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
        int read = ended ? -1 : next(target, offset, length);
        if (read > 0) {
            crc.update(target, offset, read);
            count += read;
        }
        if (count > entry.size() || (read < 0 && count != entry.size())) {
            throw new PackageException(
                    PACKAGE_INCONSISTENT,
                    "'" + entry.name() + "' does not unpack to the " + entry.size() + " bytes that were stated");
        }
        if (read < 0 && !ended) {
            ended = true;
            checkEnd();
        }
        return read;
    }

    private int next(byte[] target, int offset, int length) throws IOException {
        try {
            return in.read(target, offset, length);
        } catch (ZipException | EOFException e) {
            throw new PackageException(
                    PACKAGE_INCONSISTENT, "'" + entry.name() + "' cannot be unpacked: it is damaged", e);
        }
    }

    private void checkEnd() {
        if (in instanceof Inflated inflated && inflated.hasMore()) {
            throw new PackageException(PACKAGE_INCONSISTENT, "'" + entry.name() + "' hides bytes behind its content");
        }
        if (crc.getValue() != entry.crc()) {
            throw new PackageException(
                    PACKAGE_DIGEST_MISMATCH,
                    "'" + entry.name() + "' is damaged: its checksum is not the one that the zip directory says");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** A part of the archive. */
    private static final class Range extends InputStream {
        private final ZipBytes bytes;
        private long position;
        private long left;

        Range(ZipBytes bytes, long position, long length) {
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
            int read = left == 0 ? -1 : bytes.read(position, target, offset, (int) Math.min(length, left));
            if (read > 0) {
                position += read;
                left -= read;
            }
            return read;
        }
    }

    /** Inflates, knows what it left over, and frees the native memory on close. */
    private static final class Inflated extends InflaterInputStream {
        private final Range range;

        Inflated(Range range) {
            super(range, new Inflater(true), BUFFER);
            this.range = range;
        }

        boolean hasMore() {
            return inf.getRemaining() > 0 || range.left > 0;
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }
}
