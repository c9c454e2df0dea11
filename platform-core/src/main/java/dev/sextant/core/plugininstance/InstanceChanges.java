package dev.sextant.core.plugininstance;

import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes what was seen of an instance: as a compare-and-set, so that what was decided meanwhile is never undone. */
@Component
class InstanceChanges {
    private static final String PLATFORM = "service:platform-core";

    private final PluginInstances instances;
    private final Events events;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    InstanceChanges(
            PluginInstances instances,
            Events events,
            ApplicationEventPublisher publisher,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.instances = instances;
        this.events = events;
        this.publisher = publisher;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Applies a change to the instance as it was read; returns the instance as it is now, changed or not. */
    @Nullable PluginInstance apply(PluginInstance seen, BiConsumer<PluginInstance, Instant> change) {
        try {
            return transactions.execute(status -> {
                var current = instances.findById(seen.id()).orElse(null);
                if (current != null && current.revision() == seen.revision()) {
                    var before = Look.of(current);
                    change.accept(current, clock.instant());
                    tell(current, before, PLATFORM);
                }
                return current;
            });
        } catch (OptimisticLockingFailureException overtaken) {
            return instances.findById(seen.id()).orElse(null);
        }
    }

    /** Removes the row of an instance of which nothing is left; false when somebody was faster. */
    boolean delete(PluginInstance seen) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            var current = instances.findById(seen.id()).orElse(null);
            if (current == null || current.revision() != seen.revision()) {
                return false;
            }
            instances.delete(current);
            tell(current, "REMOVED", PLATFORM);
            return true;
        }));
    }

    /** Tells in the feed that an instance changed, when it did. */
    void tell(PluginInstance current, @Nullable Look before, String actor) {
        if (!Look.of(current).equals(before)) {
            tell(current, current.state().name(), actor);
        }
    }

    private void tell(PluginInstance current, String state, String actor) {
        Map<String, Object> data = new HashMap<>();
        data.put("instanceId", current.id());
        data.put("packageId", current.packageId());
        data.put("plugin", current.plugin());
        data.put("state", state);
        data.put("restarts", current.restarts());
        var problem = current.problem();
        if (problem != null) {
            data.put("problem", problem.code());
        }
        events.append(NewEvent.of("instance.changed", actor, data));
        publisher.publishEvent(new InstanceChanged(current.id()));
    }

    /** What others see of an instance. */
    record Look(
            DesiredState desired,
            InstanceState state,
            @Nullable String address,
            boolean routed,
            int restarts,
            @Nullable InstanceProblem problem) {

        static Look of(PluginInstance instance) {
            return new Look(
                    instance.desired(),
                    Objects.requireNonNull(instance.state()),
                    instance.address(),
                    instance.isRouted(),
                    instance.restarts(),
                    instance.problem());
        }
    }
}
