package dev.sextant.core.event;

import dev.sextant.core.housekeeping.Chore;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Removes events that are older than {@link #KEPT}, some at a time: the feed is news, not history. */
@Configuration(proxyBeanMethods = false)
class EventRetention {
    static final Duration KEPT = Duration.ofDays(30);

    private static final Duration PAUSE = Duration.ofHours(1);
    private static final int AT_A_TIME = 5_000;

    @Bean
    Chore oldEventsChore(EventStore store) {
        return new Chore("Old events are removed", PAUSE, () -> sweep(store));
    }

    private static void sweep(EventStore store) {
        int removed;
        do {
            removed = store.remove(Instant.now().minus(KEPT), AT_A_TIME);
        } while (removed == AT_A_TIME);
    }
}
