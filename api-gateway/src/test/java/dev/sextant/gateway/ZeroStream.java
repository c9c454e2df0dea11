package dev.sextant.gateway;

import java.io.InputStream;

/** Gives so many zero bytes without holding them. */
final class ZeroStream extends InputStream {
    private long left;

    ZeroStream(long length) {
        this.left = length;
    }

    @Override
    public int read() {
        return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (left <= 0) {
            return -1;
        }
        int given = (int) Math.min(left, length);
        left -= given;
        return given;
    }
}
