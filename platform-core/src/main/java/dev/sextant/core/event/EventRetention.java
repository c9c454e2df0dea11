package dev.sextant.core.event;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Removes events that are older than {@link #KEPT}, some at a time: the feed is news, not history. */
@Component
class EventRetention implements SmartLifecycle {
    static final Duration KEPT = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(EventRetention.class);
    private static final int AT_A_TIME = 5_000;

    private final EventStore store;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("event-retention").factory());
    private volatile boolean running;

    EventRetention(EventStore store) {
        this.store = store;
    }

    @Override
    public void start() {
        running = true;
        clock.scheduleWithFixedDelay(this::sweep, 10, 60, TimeUnit.MINUTES);
    }

    @Override
    public void stop() {
        running = false;
        clock.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void sweep() {
        try {
            int removed;
            do {
                removed = store.remove(Instant.now().minus(KEPT), AT_A_TIME);
            } while (removed > 0 && running);
        } catch (RuntimeException failed) {
            LOG.warn("Old events could not be removed: {}; trying again in an hour", failed.getMessage());
        }
    }
}
