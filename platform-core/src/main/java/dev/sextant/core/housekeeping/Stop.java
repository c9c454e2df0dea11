package dev.sextant.core.housekeeping;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends threads so that what is under way may be written first: an interrupted write closes an embedded database. */
public final class Stop {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Stop() {}

    /** Takes nothing new, waits a moment for what is under way, and interrupts what still waits for somebody else then. */
    public static void gently(ExecutorService threads) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
                threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException hurried) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
