package dev.sextant.contract.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.zip.CRC32;

/** Copies, counts and digests a content block by block, and hands out the bytes of each block on the way. */
final class CopyingStream extends InputStream {

    private final InputStream source;
    private final FileChannel target;
    private final long start;
    private final byte[] block = new byte[PackageReader.BUFFER];
    private final MessageDigest digest = Sha256.digest();
    private final CRC32 crc = new CRC32();
    private long count;
    private int next;
    private int filled;

    CopyingStream(InputStream source, FileChannel target, long start) {
        this.source = source;
        this.target = target;
        this.start = start;
    }

    @Override
    public int read() throws IOException {
        return ready() ? block[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!ready()) {
            return -1;
        }
        int read = Math.min(length, filled - next);
        System.arraycopy(block, next, bytes, offset, read);
        next += read;
        return read;
    }

    void drain() throws IOException {
        do {
            next = filled;
        } while (ready());
    }

    private boolean ready() throws IOException {
        if (next < filled) {
            return true;
        }
        int read = source.readNBytes(block, 0, block.length);
        if (read == 0) {
            return false;
        }
        digest.update(block, 0, read);
        crc.update(block, 0, read);
        ByteBuffer bytes = ByteBuffer.wrap(block, 0, read);
        while (bytes.hasRemaining()) {
            target.write(bytes, start + count + bytes.position());
        }
        count += read;
        next = 0;
        filled = read;
        return true;
    }

    long count() {
        return count;
    }

    long crc() {
        return crc.getValue();
    }

    /** The digest of all that passed; asked once. */
    String sha256() {
        return Sha256.hex(digest);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
