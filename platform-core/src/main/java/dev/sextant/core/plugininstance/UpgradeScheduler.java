package dev.sextant.core.plugininstance;

import dev.sextant.contract.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Drives the upgrades that are under way, those of an earlier process too. */
@Component
class UpgradeScheduler implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(UpgradeScheduler.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final UpgradeDriver driver;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("upgrades").factory());

    UpgradeScheduler(UpgradeDriver driver) {
        this.driver = driver;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        timer.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void destroy() throws InterruptedException {
        timer.shutdownNow();
        timer.awaitTermination(5, TimeUnit.SECONDS);
    }

    private synchronized void tick() {
        try {
            driver.active().forEach(this::drive);
        } catch (RuntimeException away) {
            LOG.warn("The upgrades under way could not be read: {}; trying again", away.getMessage());
        }
    }

    private void drive(String id) {
        try {
            driver.drive(id);
        } catch (ConcurrencyFailureException overtaken) {
            LOG.debug("An instance of the upgrade {} changed meanwhile; the step is tried again", id);
        } catch (ProblemException refused) {
            LOG.warn("The upgrade {} waits: {}", id, refused.detail());
        } catch (RuntimeException unexpected) {
            LOG.error("The upgrade {} could not be driven; it is tried again", id, unexpected);
        }
    }
}
