package dev.sextant.jobexecution.execution;

import dev.sextant.jobexecution.runner.RunnerListener;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/** Passes output on and knows how far it has come, over as many connections as it takes. */
final class OutputRelay implements RunnerListener {
    private final Progress progress;
    private final Runnable onStart;
    private final AtomicBoolean told = new AtomicBoolean();
    private long offset;
    private long skip;

    OutputRelay(Progress progress, Runnable onStart, long offset) {
        this.progress = progress;
        this.onStart = onStart;
        this.offset = offset;
    }

    /** The host sends from the given offset on: what was passed on already is left out. */
    void expectFrom(long from) {
        skip = Math.max(0, offset - from);
    }

    long offset() {
        return offset;
    }

    /** Called by the connection's own thread, which must not wait for a database. */
    @Override
    public void started() {
        if (told.compareAndSet(false, true)) {
            Thread.ofVirtual().name("execution-started").start(onStart);
        }
    }

    @Override
    public void printed(byte[] bytes, int length) {
        int from = (int) Math.min(skip, length);
        skip -= from;
        if (from == length) {
            return;
        }
        try {
            progress.append(Arrays.copyOfRange(bytes, from, length));
            offset += length - from;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Stopping();
        }
    }
}
