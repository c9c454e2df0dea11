package dev.sextant.jobexecution.runner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Passes a script's output on; what a login shell printed before the runner's mark is left out. */
final class OutputBytes {
    private static final int BUFFER = 32 * 1024;

    private final byte[] mark;
    private final RunnerListener listener;
    private int matched;
    private boolean marked;

    OutputBytes(String nonce, RunnerListener listener) {
        this.mark = ("SX " + nonce + "\n").getBytes(StandardCharsets.US_ASCII);
        this.listener = listener;
    }

    void pass(InputStream from) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            int start = marked ? 0 : afterMark(buffer, read);
            if (start < read) {
                byte[] part = start == 0 ? buffer : java.util.Arrays.copyOfRange(buffer, start, read);
                listener.printed(part, read - start);
            }
        }
    }

    private int afterMark(byte[] buffer, int length) {
        for (int i = 0; i < length; i++) {
            if (buffer[i] == mark[matched]) {
                matched++;
            } else {
                matched = buffer[i] == mark[0] ? 1 : 0;
            }
            if (matched == mark.length) {
                marked = true;
                return i + 1;
            }
        }
        return length;
    }
}
