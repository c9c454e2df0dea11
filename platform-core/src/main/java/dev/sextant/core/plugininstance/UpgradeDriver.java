package dev.sextant.core.plugininstance;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.invocation.OpenInvocations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings an upgrade one step nearer to its end. Each step is one transaction that holds the upgrade's row and looks at its
 * state again, so that it is made once, whoever makes it and whenever they are killed.
 */
@Component
class UpgradeDriver {
    private static final String PLATFORM = "service:platform-core";
    /** So long the gateways may take to hear of the new routes. */
    private static final Duration ROUTES_SPREAD = Duration.ofSeconds(3);

    private static final int HOPELESS_RESTARTS = 3;

    private final PluginUpgrades upgrades;
    private final UpgradeChanges changes;
    private final InstanceAdding adding;
    private final UpgradeSurroundings surroundings;
    private final OpenInvocations invocations;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    UpgradeDriver(
            PluginUpgrades upgrades,
            UpgradeChanges changes,
            InstanceAdding adding,
            UpgradeSurroundings surroundings,
            OpenInvocations invocations,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.upgrades = upgrades;
        this.changes = changes;
        this.adding = adding;
        this.surroundings = surroundings;
        this.invocations = invocations;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** One step, if one is due. */
    void drive(String id) {
        var upgrade = upgrades.findById(id).orElse(null);
        if (upgrade == null) {
            return;
        }
        switch (upgrade.state()) {
            case STOPPING_OLD -> launchAfterOld(upgrade);
            case LAUNCHING -> switchOver(upgrade);
            case DRAINING -> retire(upgrade);
            case RETIRING -> succeed(upgrade);
            case RETURNING -> restore(upgrade);
            case RESTORING -> endReturn(upgrade);
            case SUCCEEDED, RETURNED -> {}
        }
    }

    /** One writer at each moment: the new instance is not even a row before the old one has ended. */
    private void launchAfterOld(PluginUpgrade seen) {
        if (!changes.isAllStopped(seen)) {
            if (isOlderThan(seen, surroundings.upgradeLimit())) {
                giveUp(
                        seen,
                        InstanceProblem.of(InstanceError.UPGRADE_LATE, "The old instance did not stop in time"),
                        "");
            }
            return;
        }
        try {
            step(
                    seen,
                    UpgradeState.LAUNCHING,
                    upgrade -> adding.begin(upgrade.toPackageId()).addNew(upgrade, PLATFORM));
        } catch (ProblemException refused) {
            giveUp(seen, InstanceProblem.of(refused), "");
        }
    }

    /** In one transaction the new instances are called and the old ones are not. */
    private void switchOver(PluginUpgrade seen) {
        var fresh = changes.of(seen, UpgradeRole.NEW);
        if (!fresh.isEmpty() && fresh.stream().allMatch(one -> one.state() == InstanceState.HEALTHY)) {
            step(seen, UpgradeState.DRAINING, upgrade -> {
                changes.each(changes.of(upgrade, UpgradeRole.NEW), PLATFORM, (one, now) -> one.route(true));
                changes.each(
                        changes.of(upgrade, UpgradeRole.OLD, UpgradeRole.IDLE),
                        PLATFORM,
                        (one, now) -> one.route(false));
            });
            return;
        }
        var hopeless = fresh.stream().filter(UpgradeDriver::isHopeless).findFirst();
        if (hopeless.isPresent() || isOlderThan(seen, surroundings.upgradeLimit())) {
            var ill = hopeless.or(() -> fresh.stream()
                    .filter(one -> one.state() != InstanceState.HEALTHY)
                    .findFirst());
            giveUp(
                    seen,
                    ill.map(PluginInstance::problem).orElseGet(() -> late(seen)),
                    ill.map(surroundings::lastLines).orElse(""));
        }
    }

    private void retire(PluginUpgrade seen) {
        var over = isOlderThan(seen, surroundings.drainLimit());
        var quiet = isOlderThan(seen, ROUTES_SPREAD) && invocations.openedBefore(seen.plugin(), seen.stateSince()) == 0;
        if (seen.keepsData() || over || quiet) {
            step(
                    seen,
                    UpgradeState.RETIRING,
                    upgrade -> changes.each(
                            changes.of(upgrade, UpgradeRole.OLD, UpgradeRole.IDLE), PLATFORM, PluginInstance::remove));
        }
    }

    private void succeed(PluginUpgrade seen) {
        if (changes.of(seen, UpgradeRole.OLD, UpgradeRole.IDLE).isEmpty()) {
            step(
                    seen,
                    UpgradeState.SUCCEEDED,
                    upgrade -> changes.each(
                            changes.of(upgrade, UpgradeRole.NEW), PLATFORM, (one, now) -> one.leaveUpgrade()));
        }
    }

    /** The old instances begin again only when nothing is left of the new ones. */
    private void restore(PluginUpgrade seen) {
        if (changes.of(seen, UpgradeRole.NEW).isEmpty()) {
            step(
                    seen,
                    UpgradeState.RESTORING,
                    upgrade -> changes.each(
                            changes.of(upgrade, UpgradeRole.OLD), PLATFORM, UpgradeDriver::startWhereStopped));
        }
    }

    private void endReturn(PluginUpgrade seen) {
        var old = changes.of(seen, UpgradeRole.OLD);
        if (old.stream().allMatch(one -> one.state() == InstanceState.HEALTHY)
                || isOlderThan(seen, surroundings.upgradeLimit())) {
            // The new version's permissions are the plugin's no longer.
            old.stream().findFirst().ifPresent(surroundings::identifyAgain);
            step(
                    seen,
                    UpgradeState.RETURNED,
                    upgrade -> changes.each(
                            changes.of(upgrade, UpgradeRole.OLD, UpgradeRole.IDLE),
                            PLATFORM,
                            (one, now) -> one.leaveUpgrade()));
        }
    }

    private void giveUp(PluginUpgrade seen, InstanceProblem problem, String log) {
        transactions.executeWithoutResult(status -> upgrades.lock(seen.id())
                .filter(upgrade -> upgrade.state() == seen.state())
                .ifPresent(upgrade -> {
                    changes.each(changes.of(upgrade, UpgradeRole.NEW), PLATFORM, PluginInstance::remove);
                    upgrade.giveUp(problem, log.isEmpty() ? null : log, clock.instant());
                    changes.tell(upgrade, PLATFORM);
                }));
    }

    private void step(PluginUpgrade seen, UpgradeState next, java.util.function.Consumer<PluginUpgrade> work) {
        transactions.executeWithoutResult(status -> upgrades.lock(seen.id())
                .filter(upgrade -> upgrade.state() == seen.state())
                .ifPresent(upgrade -> {
                    work.accept(upgrade);
                    upgrade.become(next, clock.instant());
                    changes.tell(upgrade, PLATFORM);
                }));
    }

    private boolean isOlderThan(PluginUpgrade upgrade, Duration age) {
        return upgrade.stateSince().plus(age).isBefore(clock.instant());
    }

    private static boolean isHopeless(PluginInstance instance) {
        return instance.state() == InstanceState.FAILED || instance.restarts() >= HOPELESS_RESTARTS;
    }

    private static void startWhereStopped(PluginInstance instance, Instant now) {
        instance.route(true);
        if (instance.desired() == DesiredState.STOPPED) {
            instance.start(now);
        }
    }

    private static InstanceProblem late(PluginUpgrade upgrade) {
        return InstanceProblem.of(
                InstanceError.UPGRADE_LATE,
                "The %d new instances of %s %s did not become healthy in time"
                        .formatted(upgrade.replicas(), upgrade.plugin(), upgrade.toVersion()));
    }

    /** All upgrades that are under way. */
    List<String> active() {
        return upgrades.active();
    }
}
