package dev.sextant.core.resource;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Asks all hosts now and then, and tells when one begins or ceases to answer; Docker Engines have a watch of their own. */
@Component
class HostWatch implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(HostWatch.class);
    private static final int AT_A_TIME = 8;

    private final ResourceHosts hosts;
    private final HostChecks checks;
    private final Events events;
    private final ResourceSettings settings;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("host-watch").factory());
    private final ExecutorService askers = Executors.newFixedThreadPool(
            AT_A_TIME, Thread.ofPlatform().daemon().name("host-watch-", 0).factory());

    HostWatch(ResourceHosts hosts, HostChecks checks, Events events, ResourceSettings settings) {
        this.hosts = hosts;
        this.checks = checks;
        this.events = events;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        var every = settings.watchInterval().toMillis();
        clock.scheduleWithFixedDelay(this::look, 0, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public void destroy() {
        clock.shutdownNow();
        askers.shutdownNow();
    }

    void look() {
        try {
            var asked = hosts.all().stream()
                    .filter(host -> host.kind() != ResourceHost.Kind.DOCKER)
                    .map(host -> Executors.callable(() -> ask(host)))
                    .toList();
            askers.invokeAll(asked);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            LOG.warn("The resource hosts could not be looked at: {}; trying again", failed.getMessage());
        }
    }

    private void ask(ResourceHost host) {
        try {
            var facts = checks.ask(hosts.access(host.id()));
            if (hosts.up(host.id(), facts.version(), facts.cpus(), facts.memoryBytes())) {
                tell("up", host);
            }
        } catch (ProblemException problem) {
            if (hosts.down(host.id(), problem.detail())) {
                LOG.warn("The resource host {} is down: {}", host.name(), problem.detail());
                tell("down", host);
            }
        } catch (RuntimeException failed) {
            LOG.warn("The resource host {} could not be asked: {}", host.name(), failed.getMessage());
        }
    }

    private void tell(String what, ResourceHost host) {
        events.append(NewEvent.of(
                "resource-host." + what, "service:platform-core", Map.of("hostId", host.id(), "name", host.name())));
    }
}
