package dev.sextant.core.plugininstance;

import dev.sextant.contract.Ids;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.pluginpackage.LaunchablePackage;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What people want of upgrades: written down at once, brought about by the driver. */
@Component
class UpgradeLifecycle {
    private final PluginUpgrades upgrades;
    private final PluginInstances instances;
    private final InstanceAdding adding;
    private final UpgradeChanges changes;
    private final RepeatedTransactions transactions;
    private final InstantSource clock;

    UpgradeLifecycle(
            PluginUpgrades upgrades,
            PluginInstances instances,
            InstanceAdding adding,
            UpgradeChanges changes,
            RepeatedTransactions transactions,
            InstantSource clock) {
        this.upgrades = upgrades;
        this.instances = instances;
        this.adding = adding;
        this.changes = changes;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Begins to put the package's version in the place of all other instances of its plugin. */
    PluginUpgrade begin(String toPackageId, String actor) {
        return transactions.make(() -> beginOnce(toPackageId, actor));
    }

    /** Takes an upgrade back whose new instances are not called yet. */
    PluginUpgrade abort(String id, String actor) {
        return transactions.make(() -> {
            var upgrade = upgrades.lock(id).orElseThrow(() -> notFound(id));
            if (!upgrade.state().isAbortable()) {
                throw new ProblemException(
                        InstanceError.UPGRADE_REFUSED,
                        "The upgrade of %s to %s is %s; it can be taken back only before its new instances are called"
                                .formatted(upgrade.plugin(), upgrade.toVersion(), upgrade.state()));
            }
            changes.each(changes.of(upgrade, UpgradeRole.NEW), actor, PluginInstance::remove);
            upgrade.giveUp(
                    InstanceProblem.of(InstanceError.UPGRADE_ABORTED, "Aborted by " + actor), null, clock.instant());
            changes.tell(upgrade, actor);
            return upgrade;
        });
    }

    PluginUpgrade find(String id) {
        return upgrades.findById(id).orElseThrow(() -> notFound(id));
    }

    private PluginUpgrade beginOnce(String toPackageId, String actor) {
        var adder = adding.begin(toPackageId);
        var launched = adder.launched();
        var old = replaced(launched);
        var running = old.stream()
                .filter(instance -> instance.desired() == DesiredState.RUNNING)
                .toList();
        var versions =
                old.stream().map(PluginInstance::version).distinct().sorted().collect(Collectors.joining(", "));
        var upgrade = upgrades.save(
                new PluginUpgrade(Ids.next(), launched, versions, Math.max(1, running.size()), actor, clock.instant()));
        old.forEach(instance ->
                instance.join(upgrade.id(), running.contains(instance) ? UpgradeRole.OLD : UpgradeRole.IDLE));
        if (upgrade.keepsData()) {
            changes.each(running, actor, PluginInstance::stop);
        } else {
            adder.addNew(upgrade, actor);
        }
        changes.tell(upgrade, actor);
        return upgrade;
    }

    private List<PluginInstance> replaced(LaunchablePackage launched) {
        var plugin = launched.manifest().name();
        if (upgrades.existsByActivePlugin(plugin)) {
            throw new ProblemException(
                    InstanceError.UPGRADE_UNDER_WAY, "%s is being upgraded already".formatted(plugin));
        }
        var old = instances.findByPlugin(plugin).stream()
                .filter(instance -> instance.desired() != DesiredState.REMOVED)
                .toList();
        if (old.isEmpty()) {
            throw new ProblemException(
                    InstanceError.UPGRADE_REFUSED,
                    "%s has no instance that could be replaced; launch one".formatted(plugin));
        }
        if (old.stream().anyMatch(instance -> instance.packageId().equals(launched.id()))) {
            throw new ProblemException(
                    InstanceError.UPGRADE_REFUSED,
                    "Instances of %s %s are there already; remove the instances of the other version instead"
                            .formatted(plugin, launched.manifest().version()));
        }
        return old;
    }

    private static ProblemException notFound(String id) {
        return new ProblemException(InstanceError.UPGRADE_NOT_FOUND, "There is no upgrade '%s'".formatted(id));
    }
}
