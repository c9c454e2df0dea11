package dev.sextant.core.housekeeping;

import dev.sextant.contract.problem.ProblemException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Does the chores from the moment on when the core is ready. At the stop none is interrupted in its midst, as an interrupted
 * write would close an embedded database.
 */
@Component
class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final List<Chore> chores;
    private final ThreadPoolTaskScheduler threads;

    Housekeeping(List<Chore> chores, ThreadPoolTaskScheduler housekeepingThreads) {
        this.chores = chores;
        this.threads = housekeepingThreads;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        chores.forEach(chore -> threads.scheduleWithFixedDelay(() -> attempt(chore), chore.pause()));
    }

    private static void attempt(Chore chore) {
        try {
            chore.work().run();
        } catch (RuntimeException failed) {
            var why = failed instanceof ProblemException problem ? problem.detail() : failed.toString();
            LOG.warn("{}: that failed and is tried again: {}", chore.what(), why);
            LOG.debug("{} failed", chore.what(), failed);
        }
    }
}
