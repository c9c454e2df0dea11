package dev.sextant.core.dynamicmodel;

import dev.sextant.core.plugininstance.InstancePackages;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks each plugin with a dynamic data model for it once an instance of it is well. What was asked is kept in memory alone: a
 * core that starts anew asks once more, which changes nothing where nothing has changed.
 */
@Component
class ModelWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);
    private static final String PLATFORM = "service:platform-core";
    private static final long PAUSE_SECONDS = 3;

    private final InstancePackages instances;
    private final DynamicModels models;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("model-watch").factory());
    private volatile boolean running;

    ModelWatch(InstancePackages instances, DynamicModels models) {
        this.instances = instances;
        this.models = models;
    }

    @Override
    public void start() {
        running = true;
        clock.scheduleWithFixedDelay(this::look, 1, PAUSE_SECONDS, TimeUnit.SECONDS);
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

    private void look() {
        try {
            var healthy = instances.healthy();
            asked.retainAll(healthy.keySet());
            healthy.forEach((instance, packageId) -> {
                if (!asked.contains(instance)) {
                    ask(instance, packageId);
                }
            });
        } catch (RuntimeException failed) {
            LOG.warn("The instances could not be looked at for their data models: {}", failed.getMessage());
        }
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
