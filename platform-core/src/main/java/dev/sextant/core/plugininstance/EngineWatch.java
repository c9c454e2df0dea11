package dev.sextant.core.plugininstance;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.housekeeping.Chore;
import dev.sextant.core.housekeeping.Stop;
import dev.sextant.core.resource.EngineHost;
import dev.sextant.core.resource.EngineHosts;
import dev.sextant.core.resource.ResourceHosts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Listens to the engines, and searches each now and then for what belongs to us and has no instance any more. */
@Component
class EngineWatch implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(EngineWatch.class);
    private static final AutoCloseable OPENING = () -> {};

    private final Engines engines;
    private final Orphans orphans;
    private final PluginInstances instances;
    private final InstanceScheduler scheduler;
    private final EngineHosts engineHosts;
    private final ResourceHosts hosts;
    private final RuntimeSettings settings;
    // One thread for each host: an engine that hangs keeps nobody from the others.
    private final ExecutorService lookers = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("engine-look-", 0).factory());
    private final Set<String> looking = ConcurrentHashMap.newKeySet();
    private final Map<String, AutoCloseable> events = new ConcurrentHashMap<>();
    private volatile boolean ending;

    EngineWatch(
            Engines engines,
            Orphans orphans,
            PluginInstances instances,
            InstanceScheduler scheduler,
            EngineHosts engineHosts,
            ResourceHosts hosts,
            RuntimeSettings settings) {
        this.engines = engines;
        this.orphans = orphans;
        this.instances = instances;
        this.scheduler = scheduler;
        this.engineHosts = engineHosts;
        this.hosts = hosts;
        this.settings = settings;
    }

    /** Takes up all instances of an earlier process, and goes on looking. */
    @Bean
    Chore engineRoundsChore() {
        return new Chore("The container engines are looked at", settings.sweepInterval(), this::round);
    }

    @Override
    public void destroy() throws Exception {
        ending = true;
        Stop.gently(lookers);
        for (var open : events.values()) {
            open.close();
        }
    }

    /** Looks at all engines, one after the other. */
    void look() {
        engineHosts.ensureLocal(settings.engine().toString());
        orphans.removeSecrets();
        known().forEach(this::look);
        orphans.removeIdentities();
    }

    private void round() {
        engineHosts.ensureLocal(settings.engine().toString());
        known().forEach(host -> lookers.execute(() -> look(host)));
        orphans.removeSecrets();
        orphans.removeIdentities();
    }

    /** All hosts; whoever is gone is let go. */
    private List<EngineHost> known() {
        var hosts = engines.hosts();
        var ids = hosts.stream().map(EngineHost::id).collect(Collectors.toSet());
        Set.copyOf(events.keySet()).stream().filter(id -> !ids.contains(id)).forEach(this::silence);
        engines.retain(ids);
        return hosts;
    }

    private void silence(String hostId) {
        try (var open = events.remove(hostId)) {
            LOG.debug("No longer listening to {}: {}", hostId, open);
        } catch (Exception broken) {
            LOG.debug("The events of {} ended badly", hostId, broken);
        }
    }

    private void look(EngineHost host) {
        if (!looking.add(host.id())) {
            return;
        }
        try {
            var runtime = engines.of(host);
            var facts = runtime.facts();
            hosts.up(host.id(), facts.version(), facts.cpus(), facts.memoryBytes());
            listen(host, runtime);
            orphans.removeFrom(host, runtime);
            instances.idsOn(host.id()).forEach(scheduler::kick);
        } catch (ProblemException away) {
            if (hosts.down(host.id(), away.detail())) {
                LOG.warn("{}", away.detail());
            }
        } catch (RuntimeException unexpected) {
            LOG.error("The container engine of {} could not be looked at; it is tried again", host.name(), unexpected);
        } finally {
            looking.remove(host.id());
        }
    }

    private void listen(EngineHost host, ContainerRuntime runtime) {
        if (events.putIfAbsent(host.id(), OPENING) == null) {
            try {
                var opened = runtime.watch(scheduler::kick, () -> lost(host));
                events.replace(host.id(), OPENING, opened);
            } catch (RuntimeException failed) {
                events.remove(host.id());
                throw failed;
            }
        }
    }

    private void lost(EngineHost host) {
        if (events.remove(host.id()) != null && !ending) {
            LOG.warn("The container engine at {} has closed its events; listening again soon", host.address());
        }
    }
}
