package dev.sextant.core.resource;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Goes on with what was interrupted and nobody else goes on with, and keeps the plugins' links open. */
@Component
class ResourceSweep implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceSweep.class);
    private static final int LINK_SECONDS = 5;

    private final KeptResources kept;
    private final PluginLinks links;
    private final ResourceSettings settings;
    // Two: a server that hangs must not keep links closed.
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("resource-sweep-", 0).factory());

    ResourceSweep(KeptResources kept, PluginLinks links, ResourceSettings settings) {
        this.kept = kept;
        this.links = links;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        every(LINK_SECONDS * 1000L, links::restore);
        every(settings.sweepInterval().toMillis(), kept::tidy);
    }

    @Override
    public void destroy() {
        clock.shutdownNow();
    }

    private void every(long millis, Runnable work) {
        clock.scheduleWithFixedDelay(() -> guarded(work), 0, millis, TimeUnit.MILLISECONDS);
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            LOG.warn("Resources could not be looked after: {}; trying again", failed.getMessage());
        }
    }
}
