package dev.sextant.jobexecution.runner;

/** Hears what a running script does, in order, from one thread at a time. */
public interface RunnerListener {
    /** The script runs on the host now, or did already. */
    void started();

    /** The next bytes of its output; may block to slow the host down. */
    void printed(byte[] bytes, int length);

    /** Hears nothing. */
    static RunnerListener none() {
        return new RunnerListener() {
            @Override
            public void started() {}

            @Override
            public void printed(byte[] bytes, int length) {}
        };
    }
}
