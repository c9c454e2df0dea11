package dev.sextant.core.storage;

import dev.sextant.core.housekeeping.Chore;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for objects that were left half written: at the start, and now and then, as other cores may end meanwhile. */
@Configuration(proxyBeanMethods = false)
class IntentSweep {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    @Bean
    Chore halfWrittenObjectsChore(ObjectIntents intents) {
        return new Chore("Objects that were left half written are removed", PAUSE, intents::sweepAbandoned);
    }
}
