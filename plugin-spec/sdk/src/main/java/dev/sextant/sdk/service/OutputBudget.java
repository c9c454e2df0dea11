package dev.sextant.sdk.service;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of output that all attempts together may keep waiting for the core. */
final class OutputBudget {

    private final long most;
    private final AtomicLong used = new AtomicLong();

    OutputBudget(long most) {
        this.most = most;
    }

    /** Takes room where there is some. */
    boolean tryTake(long bytes) {
        long before = used.getAndUpdate(now -> now + bytes <= most ? now + bytes : now);
        return before + bytes <= most;
    }

    /** Takes room also where there is none, so that each attempt moves on by at least one chunk. */
    void take(long bytes) {
        used.addAndGet(bytes);
    }

    void giveBack(long bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
