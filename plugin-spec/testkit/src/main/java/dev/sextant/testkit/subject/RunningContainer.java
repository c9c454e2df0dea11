package dev.sextant.testkit.subject;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A plugin's container while it is tested. */
public interface RunningContainer {

    /**
     * How it is doing.
     *
     * @param running whether its process lives
     * @param exitCode how it ended, where it has
     * @param outOfMemory whether the kernel killed it for its memory
     */
    record State(boolean running, long exitCode, boolean outOfMemory) {}

    /**
     * What it uses.
     *
     * @param memory bytes that cannot be given back
     * @param pids processes and threads
     */
    record Usage(long memory, long pids) {}

    /** How it is doing now. */
    State state();

    /** What it uses now. */
    Usage usage();

    /** What it has logged so far. */
    String logs();

    /** Its variables, {@code NAME=value}. */
    List<String> environment();

    /** Sends SIGTERM and waits; after the time it is killed. How long it took. */
    Duration stop(Duration grace);

    /** Starts it again, with the same data. */
    URI startAgain();
}
