package dev.sextant.contract;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Makes ids that are unique and sort by the time they were made (UUID version 7). */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Milliseconds in the upper 52 bits and a counter in the lower 12, so that ids of one process never run backwards. */
    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    /** A new id in its usual text form. */
    public static String next() {
        return nextUuid().toString();
    }

    /** A new id. */
    public static UUID nextUuid() {
        long now = System.currentTimeMillis() << 12;
        long tick = LAST.updateAndGet(last -> Math.max(last + 1, now));
        long millis = tick >>> 12;
        long counter = tick & 0xFFF;
        long high = (millis << 16) | 0x7000 | counter;
        long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
