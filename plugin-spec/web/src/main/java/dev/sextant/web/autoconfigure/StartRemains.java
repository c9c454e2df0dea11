package dev.sextant.web.autoconfigure;

import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Gives back the memory that only the start needed: a heap shrinks with a full collection alone, and an idle service
 * would have none for days.
 */
public final class StartRemains implements ApplicationListener<ApplicationReadyEvent> {
    /** Not at once: others may still be starting on the same processors. */
    private static final Duration AFTER = Duration.ofSeconds(10);

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        Thread.ofPlatform().daemon().name("start-remains").start(StartRemains::collect);
    }

    private static void collect() {
        try {
            Thread.sleep(AFTER);
            System.gc();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
