package dev.sextant.core.plugininstance;

import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes what an upgrade does to itself and to its instances, and tells of it in the feed; within one transaction. */
@Component
class UpgradeChanges {
    private final PluginInstances instances;
    private final InstanceChanges changes;
    private final Events events;
    private final InstantSource clock;

    UpgradeChanges(PluginInstances instances, InstanceChanges changes, Events events, InstantSource clock) {
        this.instances = instances;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    /** The upgrade's instances in one of these roles. */
    List<PluginInstance> of(PluginUpgrade upgrade, UpgradeRole... roles) {
        return instances.findByUpgradeId(upgrade.id()).stream()
                .filter(instance -> List.of(roles).contains(instance.upgradeRole()))
                .toList();
    }

    /** Whether nothing of the plugin runs any more. */
    boolean isAllStopped(PluginUpgrade upgrade) {
        return instances.findByPlugin(upgrade.plugin()).stream()
                .allMatch(instance -> instance.state() == InstanceState.STOPPED);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void each(List<PluginInstance> chosen, String actor, BiConsumer<PluginInstance, java.time.Instant> verb) {
        for (var instance : chosen) {
            var before = InstanceChanges.Look.of(instance);
            verb.accept(instance, clock.instant());
            changes.tell(instance, before, actor);
        }
    }

    void tell(PluginUpgrade upgrade, String actor) {
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("upgradeId", upgrade.id());
        data.put("plugin", upgrade.plugin());
        data.put("fromVersion", upgrade.fromVersion());
        data.put("toVersion", upgrade.toVersion());
        data.put("state", upgrade.state().name());
        var problem = upgrade.problem();
        if (problem != null) {
            data.put("problem", problem.code());
        }
        events.append(NewEvent.of("upgrade.changed", actor, data));
    }
}
