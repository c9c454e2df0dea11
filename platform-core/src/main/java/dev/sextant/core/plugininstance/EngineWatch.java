package dev.sextant.core.plugininstance;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.resource.ResourceHosts;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Listens to the engine, and searches it now and then for what belongs to us and has no instance any more. */
@Component
class EngineWatch implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(EngineWatch.class);

    private final ContainerRuntime runtime;
    private final PluginInstances instances;
    private final InstanceScheduler scheduler;
    private final InstanceSecrets secrets;
    private final ResourceHosts hosts;
    private final RuntimeSettings settings;
    private final ScheduledThreadPoolExecutor sweeper = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("engine-watch").factory());
    private @Nullable AutoCloseable events;
    private volatile boolean listening;

    EngineWatch(
            ContainerRuntime runtime,
            PluginInstances instances,
            InstanceScheduler scheduler,
            InstanceSecrets secrets,
            ResourceHosts hosts,
            RuntimeSettings settings) {
        this.runtime = runtime;
        this.instances = instances;
        this.scheduler = scheduler;
        this.secrets = secrets;
        this.hosts = hosts;
        this.settings = settings;
    }

    /** Takes up all instances of an earlier process, and goes on looking. */
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        sweeper.scheduleWithFixedDelay(this::look, 0, settings.sweepInterval().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void destroy() throws Exception {
        sweeper.shutdownNow();
        sweeper.awaitTermination(5, TimeUnit.SECONDS);
        if (events != null) {
            events.close();
        }
    }

    void look() {
        var host = hosts.ensure("local", settings.engine().toString());
        try {
            var facts = runtime.facts();
            hosts.up(host.id(), facts.version(), facts.cpus(), facts.memoryBytes());
            listen();
            removeOrphans();
            instances.ids().forEach(scheduler::kick);
        } catch (ProblemException away) {
            if (hosts.down(host.id(), away.detail())) {
                LOG.warn("{}", away.detail());
            }
        } catch (RuntimeException unexpected) {
            LOG.error("The container engine could not be looked at; it is tried again", unexpected);
        }
    }

    private void listen() {
        if (!listening) {
            listening = true;
            events = runtime.watch(scheduler::kick, this::lost);
        }
    }

    private void lost() {
        listening = false;
        if (!sweeper.isShutdown()) {
            LOG.warn("The container engine at {} has closed its events; listening again soon", settings.engine());
        }
    }

    private void removeOrphans() {
        // The containers first: a row is there before its container, never after.
        var containers = runtime.owned();
        Set<String> known = new HashSet<>(instances.ids());
        for (var container : containers) {
            if (container.isOrphan(known)) {
                LOG.info("Removing the container {}: it has no instance any more", container.containerId());
                runtime.remove(container.containerId());
            }
        }
        secrets.owners().stream().filter(owner -> !known.contains(owner)).forEach(secrets::remove);
    }
}
