package dev.sextant.core.plugininstance;

import dev.sextant.contract.Ids;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.pluginpackage.LaunchablePackage;
import dev.sextant.core.pluginpackage.PackageImages;
import dev.sextant.core.resource.EngineHost;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Adds instances of a package, one such transaction at a time: the hosts are held until it ends. */
@Component
class InstanceAdding {
    private final PluginInstances instances;
    private final PackageImages packages;
    private final Placement placement;
    private final InstanceChanges changes;
    private final InstantSource clock;

    InstanceAdding(
            PluginInstances instances,
            PackageImages packages,
            Placement placement,
            InstanceChanges changes,
            InstantSource clock) {
        this.instances = instances;
        this.packages = packages;
        this.placement = placement;
        this.changes = changes;
        this.clock = clock;
    }

    /** Holds the package and the hosts; to be the first thing that the transaction does. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Adder begin(String packageId) {
        var launched = packages.lockForLaunch(packageId);
        InstanceLauncher.check(launched);
        return new Adder(launched, placement.lock());
    }

    /** Adds instances of one package. */
    final class Adder {
        private final LaunchablePackage launched;
        private final List<EngineHost> hosts;

        private Adder(LaunchablePackage launched, List<EngineHost> hosts) {
            this.launched = launched;
            this.hosts = hosts;
        }

        LaunchablePackage launched() {
            return launched;
        }

        /** An instance of somebody's wish. */
        PluginInstance add(@Nullable String wantedHost, String actor) {
            var plugin = launched.manifest().name();
            var present = instances.findByPlugin(plugin);
            if (present.stream().anyMatch(instance -> instance.upgradeId() != null)) {
                throw new ProblemException(
                        InstanceError.UPGRADE_UNDER_WAY,
                        "%s is being upgraded; wait for the end of that, or abort it".formatted(plugin));
            }
            if (InstanceLauncher.keepsData(launched.manifest()) && !present.isEmpty()) {
                throw new ProblemException(
                        InstanceError.PLUGIN_RUNS_ALREADY,
                        "%s keeps data of its own, which one instance at a time may write; remove the other instance first"
                                .formatted(plugin));
            }
            return saved(placement.choose(hosts, launched, wantedHost, Set.of()), null, actor);
        }

        /** The new instances of an upgrade; nobody calls them yet. */
        void addNew(PluginUpgrade upgrade, String actor) {
            var leaving = upgrade.keepsData()
                    ? instances.findByUpgradeId(upgrade.id()).stream()
                            .map(PluginInstance::id)
                            .collect(Collectors.toSet())
                    : Set.<String>of();
            for (int n = 0; n < upgrade.replicas(); n++) {
                saved(placement.choose(hosts, launched, null, leaving), upgrade, actor);
            }
        }

        private PluginInstance saved(EngineHost host, @Nullable PluginUpgrade upgrade, String actor) {
            var added = new PluginInstance(Ids.next(), launched, host.id(), clock.instant());
            if (upgrade != null) {
                added.join(upgrade.id(), UpgradeRole.NEW);
                added.route(false);
            }
            var kept = instances.saveAndFlush(added);
            changes.tell(kept, null, actor);
            return kept;
        }
    }
}
