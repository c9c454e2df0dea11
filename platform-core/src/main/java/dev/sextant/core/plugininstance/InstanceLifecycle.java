package dev.sextant.core.plugininstance;

import dev.sextant.contract.Ids;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.pluginpackage.PackageImages;
import dev.sextant.core.resource.ResourceHosts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What people want of instances: written down at once, brought about by the driver. */
@Component
class InstanceLifecycle {
    private static final int MOST_TRIES = 10;

    private final PluginInstances instances;
    private final PackageImages packages;
    private final ResourceHosts hosts;
    private final InstanceChanges changes;
    private final RuntimeSettings settings;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    InstanceLifecycle(
            PluginInstances instances,
            PackageImages packages,
            ResourceHosts hosts,
            InstanceChanges changes,
            RuntimeSettings settings,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.instances = instances;
        this.packages = packages;
        this.hosts = hosts;
        this.changes = changes;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Transactional
    PluginInstance launch(String packageId, String actor) {
        var launched = packages.lockForLaunch(packageId);
        InstanceLauncher.check(launched);
        var plugin = launched.manifest().name();
        if (InstanceLauncher.keepsData(launched.manifest())
                && !instances.findByPlugin(plugin).isEmpty()) {
            throw new ProblemException(
                    InstanceError.PLUGIN_RUNS_ALREADY,
                    "%s keeps data of its own, which one instance at a time may write; remove the other instance first"
                            .formatted(plugin));
        }
        var host = hosts.ensure("local", settings.engine().toString());
        var added = instances.save(new PluginInstance(Ids.next(), launched, host.id(), clock.instant()));
        changes.tell(added, null, actor);
        return added;
    }

    PluginInstance stop(String id, String actor) {
        return change(id, actor, PluginInstance::stop);
    }

    PluginInstance start(String id, String actor) {
        return change(id, actor, PluginInstance::start);
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

    /** The driver writes what it sees at any moment: that must not fail what somebody wants. */
    private PluginInstance change(String id, String actor, BiConsumer<PluginInstance, Instant> verb) {
        for (int tries = 1; ; tries++) {
            try {
                return Objects.requireNonNull(transactions.execute(status -> changeOnce(id, actor, verb)));
            } catch (ConcurrencyFailureException overtaken) {
                if (tries == MOST_TRIES) {
                    throw overtaken;
                }
            }
        }
    }

    private PluginInstance changeOnce(String id, String actor, BiConsumer<PluginInstance, Instant> verb) {
        var instance = find(id);
        var before = InstanceChanges.Look.of(instance);
        verb.accept(instance, clock.instant());
        changes.tell(instance, before, actor);
        return instance;
    }
}
