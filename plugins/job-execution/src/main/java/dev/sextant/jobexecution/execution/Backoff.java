package dev.sextant.jobexecution.execution;

import java.util.concurrent.ThreadLocalRandom;

/** Pauses that double up to a bound, half of each left to chance; a success starts them anew. */
final class Backoff {
    private static final long FIRST_MILLIS = 250;
    private static final long LONGEST_MILLIS = 10_000;

    private int failures;

    void pause() throws InterruptedException {
        long longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, 16));
        failures++;
        Thread.sleep(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }

    void reset() {
        failures = 0;
    }
}
