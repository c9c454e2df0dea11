package dev.sextant.core.storage;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks for objects that were left half written: at the start, and now and then, as other cores may end meanwhile. */
@Component
class IntentSweep implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(IntentSweep.class);
    private static final int MINUTES = 1;

    private final ObjectIntents intents;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("intent-sweep").factory());

    IntentSweep(ObjectIntents intents) {
        this.intents = intents;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        clock.scheduleWithFixedDelay(this::sweep, 0, MINUTES, TimeUnit.MINUTES);
    }

    @Override
    public void destroy() {
        clock.shutdown();
    }

    private void sweep() {
        try {
            intents.sweepAbandoned();
        } catch (RuntimeException failed) {
            LOG.warn("Left-over objects could not be looked for: {}; trying again", failed.getMessage());
        }
    }
}
