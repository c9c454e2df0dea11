package dev.sextant.core.plugininstance;

import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.pluginpackage.LaunchablePackage;
import dev.sextant.core.resource.EngineHost;
import dev.sextant.core.resource.EngineHosts;
import dev.sextant.core.resource.ResourceHost;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Chooses the host of a new instance; all within the launch's transaction, so that two launches never overbook one. */
@Component
class Placement {
    private final EngineHosts hosts;
    private final JdbcClient database;
    private final RuntimeSettings settings;

    Placement(EngineHosts hosts, JdbcClient database, RuntimeSettings settings) {
        this.hosts = hosts;
        this.database = database;
        this.settings = settings;
    }

    /** Holds all hosts until the transaction ends; to be the first thing that reads, so that what follows is fresh. */
    List<EngineHost> lock() {
        var found = hosts.lockAll();
        if (found.stream().noneMatch(host -> host.name().equals("local"))) {
            hosts.ensureLocal(settings.engine().toString());
            return hosts.lockAll();
        }
        return found;
    }

    /**
     * The host with the fewest instances of the plugin and, among those, the most room.
     *
     * @param among the hosts that were locked
     * @param wanted the only host that may be chosen, where the caller names one
     * @param leaving instances whose place the new one takes
     */
    EngineHost choose(
            List<EngineHost> among, LaunchablePackage launched, @Nullable String wanted, Set<String> leaving) {
        var manifest = launched.manifest();
        var named = named(among, only(manifest, wanted));
        var loads =
                named.stream().map(host -> load(host, manifest.name(), leaving)).toList();
        var chosen = loads.stream()
                .filter(load -> load.objection(manifest).isEmpty())
                .min(Comparator.comparing((Load load) -> load.host().state())
                        .thenComparing(Load::siblings)
                        .thenComparing(Load::fullness)
                        .thenComparing(load -> load.host().name()))
                .orElseThrow(() -> nothingFits(loads, manifest));
        if (InstanceLauncher.keepsData(manifest)) {
            home(manifest.name(), chosen.host());
        }
        return chosen.host();
    }

    /** What is reserved on a host, and what it has. */
    Load load(EngineHost host, String plugin, Set<String> leaving) {
        var rows = database
                .sql("select id, plugin, memory_bytes, cpus from plugin_instance where resource_host_id = ?")
                .param(host.id())
                .query(Reserved.class)
                .list()
                .stream()
                .filter(row -> !leaving.contains(row.id()))
                .toList();
        return new Load(
                host,
                rows.size(),
                rows.stream().filter(row -> row.plugin().equals(plugin)).count(),
                rows.stream().mapToLong(Reserved::memoryBytes).sum(),
                rows.stream().mapToDouble(Reserved::cpus).sum(),
                memory(host),
                cpus(host));
    }

    private long memory(EngineHost host) {
        var limit = host.limits().memoryLimitBytes();
        return limit != null ? limit : (long) (host.memoryBytes() * settings.memoryOvercommit());
    }

    private double cpus(EngineHost host) {
        var limit = host.limits().cpuLimit();
        return limit != null ? limit : host.cpus() * settings.cpuOvercommit();
    }

    private static List<EngineHost> named(List<EngineHost> among, @Nullable String wanted) {
        if (wanted == null) {
            return among;
        }
        var found = among.stream().filter(host -> host.id().equals(wanted)).toList();
        if (found.isEmpty()) {
            throw new ProblemException(
                    InstanceError.HOST_NOT_FOUND,
                    "There is no resource host '%s' with an engine; see /platform/v1/engine-hosts".formatted(wanted));
        }
        return found;
    }

    private @Nullable String only(PluginManifest manifest, @Nullable String wanted) {
        var home = InstanceLauncher.keepsData(manifest)
                ? database.sql("select resource_host_id from plugin_home where plugin = ?")
                        .param(manifest.name())
                        .query(String.class)
                        .optional()
                        .orElse(null)
                : null;
        if (home != null && wanted != null && !home.equals(wanted)) {
            throw new ProblemException(
                    InstanceError.DATA_ELSEWHERE,
                    "%s keeps data of its own, which lies on the host %s; launch it there"
                            .formatted(manifest.name(), home));
        }
        return home == null ? wanted : home;
    }

    private void home(String plugin, EngineHost host) {
        var known = database.sql("select count(*) from plugin_home where plugin = ?")
                .param(plugin)
                .query(Long.class)
                .single();
        if (known == 0) {
            database.sql("insert into plugin_home (plugin, resource_host_id) values (?, ?)")
                    .params(plugin, host.id())
                    .update();
        }
    }

    private static ProblemException nothingFits(List<Load> loads, PluginManifest manifest) {
        var container = InstanceLauncher.container(manifest);
        var why = loads.stream()
                .limit(8)
                .map(load -> "%s: %s".formatted(load.host().name(), load.objection(manifest)))
                .collect(Collectors.joining("; "));
        return new ProblemException(
                InstanceError.NO_HOST_FITS,
                "%s needs %d MiB of memory and %s cores, and no host takes it (%s). Remove instances, raise a limit, or add a host"
                        .formatted(manifest.name(), container.memory() >> 20, container.cpu(), why));
    }

    private record Reserved(String id, String plugin, long memoryBytes, double cpus) {}

    /**
     * What is reserved on a host.
     *
     * @param host the host
     * @param instances how many instances are there
     * @param siblings how many of them belong to the plugin in question
     * @param memoryBytes what they reserve
     * @param cpus what they reserve, in cores
     * @param memoryCapacity what may be reserved; 0 when nobody knows yet
     * @param cpuCapacity what may be reserved; 0 when nobody knows yet
     */
    record Load(
            EngineHost host,
            int instances,
            long siblings,
            long memoryBytes,
            double cpus,
            long memoryCapacity,
            double cpuCapacity) {
        private static final double SLACK = 1e-9;

        /** Why an instance cannot be placed there; empty when it can. */
        String objection(PluginManifest manifest) {
            var wanted = InstanceLauncher.container(manifest);
            if (!host.schedulable()) {
                return "takes no new instances";
            }
            if (limited(host.limits().memoryLimitBytes(), memoryCapacity)
                    && memoryBytes + wanted.memory() > memoryCapacity) {
                return "%d of %d MiB are reserved".formatted(memoryBytes >> 20, memoryCapacity >> 20);
            }
            if (limited(host.limits().cpuLimit(), cpuCapacity) && cpus + wanted.cpu() > cpuCapacity + SLACK) {
                return "%s of %s cores are reserved".formatted(cpus, cpuCapacity);
            }
            return "";
        }

        double fullness() {
            return memoryCapacity <= 0 ? 0 : (double) memoryBytes / memoryCapacity;
        }

        private boolean limited(@Nullable Object limit, double capacity) {
            return limit != null || (capacity > 0 && host.state() != ResourceHost.State.UNKNOWN);
        }
    }
}
