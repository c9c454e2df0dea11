package dev.sextant.contract.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Hands out the last bytes of a file only after all of it was found to be what is listed: nobody ever has a wrong file whole. */
final class CheckedTailStream extends InputStream {
    private static final int TAIL = 64 * 1024;

    private final InputStream in;
    private long ahead;
    private @Nullable InputStream tail;

    CheckedTailStream(InputStream in, PackageIndex.File file) {
        this.in = new DigestCheckingStream(in, file);
        this.ahead = Math.max(0, file.size() - TAIL);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (ahead > 0) {
            int read = in.read(bytes, offset, (int) Math.min(length, ahead));
            ahead -= Math.max(read, 0);
            return read;
        }
        if (tail == null) {
            tail = new ByteArrayInputStream(in.readAllBytes());
        }
        return tail.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
