package dev.sextant.sdk.service;

import dev.sextant.contract.wire.Progress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest progress of each record that waits to be sent, at most once a second. Its owner guards it by a lock. */
final class NewestProgress {

    private static final long PACE = Duration.ofSeconds(1).toNanos();

    private final Map<Optional<String>, Progress> waiting = new LinkedHashMap<>();
    private long dueAt = System.nanoTime();

    void put(Progress progress) {
        waiting.put(Optional.ofNullable(progress.callbackParameter()), progress);
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** Whether there is something that may be sent now. */
    boolean isDue() {
        return isWaiting() && nanosUntilDue() <= 0;
    }

    long nanosUntilDue() {
        return dueAt - System.nanoTime();
    }

    /** What is to be sent now; nothing while the last one was sent less than a second ago. */
    List<Progress> take() {
        if (!isDue()) {
            return List.of();
        }
        List<Progress> taken = List.copyOf(waiting.values());
        waiting.clear();
        dueAt = System.nanoTime() + PACE;
        return taken;
    }
}
