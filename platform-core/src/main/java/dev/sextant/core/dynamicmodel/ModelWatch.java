package dev.sextant.core.dynamicmodel;

import dev.sextant.core.housekeeping.Chore;
import dev.sextant.core.plugininstance.InstancePackages;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Asks each plugin with a dynamic data model for it once an instance of it is well. What was asked is kept in memory alone: a
 * core that starts anew asks once more, which changes nothing where nothing has changed.
 */
@Component
class ModelWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final String PLATFORM = "service:platform-core";

    private final InstancePackages instances;
    private final DynamicModels models;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    ModelWatch(InstancePackages instances, DynamicModels models) {
        this.instances = instances;
        this.models = models;
    }

    @Bean
    Chore dataModelsChore() {
        return new Chore("Plugins are asked for their data models", PAUSE, this::look);
    }

    private void look() {
        var healthy = instances.healthy();
        asked.retainAll(healthy.keySet());
        healthy.forEach((instance, packageId) -> {
            if (!asked.contains(instance)) {
                ask(instance, packageId);
            }
        });
    }

    private void ask(String instance, String packageId) {
        try {
            if (models.isDynamic(packageId)) {
                models.refresh(packageId, PLATFORM);
            }
            asked.add(instance);
        } catch (RuntimeException failed) {
            LOG.warn("{}; it is asked again", failed.getMessage());
        }
    }
}
