package dev.sextant.core.plugininstance;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.housekeeping.Chore;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Drives the upgrades that are under way, those of an earlier process too. */
@Component
class UpgradeScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(UpgradeScheduler.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final UpgradeDriver driver;

    UpgradeScheduler(UpgradeDriver driver) {
        this.driver = driver;
    }

    @Bean
    Chore upgradesChore() {
        return new Chore("Upgrades are driven on", TICK, this::tick);
    }

    private synchronized void tick() {
        driver.active().forEach(this::drive);
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
