package dev.sextant.core.plugininstance;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.pluginpackage.PackageImages;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people want of instances: written down at once, brought about by the driver. */
@Component
class InstanceLifecycle {
    static final int MOST_INSTANCES = 16;

    private final PluginInstances instances;
    private final PackageImages packages;
    private final InstanceAdding adding;
    private final InstanceChanges changes;
    private final RepeatedTransactions transactions;
    private final InstantSource clock;

    InstanceLifecycle(
            PluginInstances instances,
            PackageImages packages,
            InstanceAdding adding,
            InstanceChanges changes,
            RepeatedTransactions transactions,
            InstantSource clock) {
        this.instances = instances;
        this.packages = packages;
        this.adding = adding;
        this.changes = changes;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Launches one more instance, on the host that is named or on the one with the most room. */
    PluginInstance launch(String packageId, @Nullable String hostId, String actor) {
        return transactions.make(() -> adding.begin(packageId).add(hostId, actor));
    }

    /** Launches or removes as many instances of the package as are missing or too many; returns all that shall be. */
    List<PluginInstance> scale(String packageId, int wanted, String actor) {
        if (wanted < 0 || wanted > MOST_INSTANCES) {
            throw new ProblemException(
                    InstanceError.TOO_MANY_INSTANCES,
                    "A package can have 0 to %d instances, not %d".formatted(MOST_INSTANCES, wanted));
        }
        return transactions.make(() -> scaleOnce(packageId, wanted, actor));
    }

    PluginInstance stop(String id, String actor) {
        return change(id, actor, PluginInstance::stop);
    }

    /** Starts what was stopped, unless it would no longer be launched: its key may have been revoked meanwhile. */
    PluginInstance start(String id, String actor) {
        var packageId = find(id).packageId();
        return transactions.make(() -> {
            packages.lockForLaunch(packageId);
            return changed(find(id), actor, PluginInstance::start);
        });
    }

    PluginInstance remove(String id, String actor) {
        return change(id, actor, PluginInstance::remove);
    }

    PluginInstance find(String id) {
        return instances
                .findById(id)
                .orElseThrow(() -> new ProblemException(
                        InstanceError.INSTANCE_NOT_FOUND, "There is no plugin instance '%s'".formatted(id)));
    }

    private List<PluginInstance> scaleOnce(String packageId, int wanted, String actor) {
        var adder = adding.begin(packageId);
        var present = staying(packageId);
        for (int missing = present.size(); missing < wanted; missing++) {
            adder.add(null, actor);
        }
        // The ones that serve longest and well stay.
        present.stream()
                .sorted(Comparator.comparing((PluginInstance one) -> one.state() != InstanceState.HEALTHY)
                        .thenComparing(PluginInstance::id))
                .skip(wanted)
                .forEach(one -> removeOnce(one, actor));
        return staying(packageId);
    }

    private List<PluginInstance> staying(String packageId) {
        return instances.findByPackageIdIn(List.of(packageId)).stream()
                .filter(one -> one.desired() != DesiredState.REMOVED)
                .sorted(Comparator.comparing(PluginInstance::id))
                .toList();
    }

    private void removeOnce(PluginInstance instance, String actor) {
        changed(instance, actor, PluginInstance::remove);
    }

    private PluginInstance change(String id, String actor, BiConsumer<PluginInstance, Instant> verb) {
        return transactions.make(() -> changed(find(id), actor, verb));
    }

    private PluginInstance changed(PluginInstance instance, String actor, BiConsumer<PluginInstance, Instant> verb) {
        if (instance.upgradeId() != null) {
            throw new ProblemException(
                    InstanceError.UPGRADE_UNDER_WAY,
                    "%s is being upgraded; wait for the end of that, or abort it".formatted(instance.plugin()));
        }
        var before = InstanceChanges.Look.of(instance);
        verb.accept(instance, clock.instant());
        changes.tell(instance, before, actor);
        return instance;
    }
}
