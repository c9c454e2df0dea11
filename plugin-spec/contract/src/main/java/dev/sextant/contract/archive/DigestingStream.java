package dev.sextant.contract.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Counts and digests what is read through it. */
class DigestingStream extends FilterInputStream {

    private final MessageDigest digest = Sha256.digest();
    private long count;

    DigestingStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        if (read > 0) {
            digest.update(bytes, offset, read);
            count += read;
        }
        return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
        byte[] buffer = new byte[(int) Math.min(Math.max(wanted, 0), 8192)];
        return Math.max(0, read(buffer, 0, buffer.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    final long count() {
        return count;
    }

    /** The digest of all that was read; asked once. */
    final String sha256() {
        return Sha256.hex(digest);
    }
}
