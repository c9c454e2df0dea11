package dev.sextant.core.resource;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import dev.sextant.core.housekeeping.Stop;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks all hosts now and then, and tells when one begins or ceases to answer; Docker Engines have a watch of their own. */
@Component
class HostWatch implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(HostWatch.class);
    private static final int AT_A_TIME = 8;

    private final ResourceHosts hosts;
    private final HostChecks checks;
    private final Events events;
    private final TransactionTemplate transactions;
    private final ExecutorService askers = Executors.newFixedThreadPool(
            AT_A_TIME, Thread.ofPlatform().daemon().name("host-watch-", 0).factory());

    HostWatch(ResourceHosts hosts, HostChecks checks, Events events, TransactionTemplate transactions) {
        this.hosts = hosts;
        this.checks = checks;
        this.events = events;
        this.transactions = transactions;
    }

    @Override
    public void destroy() {
        Stop.gently(askers);
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
        }
    }

    private void ask(ResourceHost host) {
        try {
            var facts = checks.ask(hosts.access(host.id()));
            note("up", host, () -> hosts.up(host.id(), facts.version(), facts.cpus(), facts.memoryBytes()));
        } catch (ProblemException problem) {
            note("down", host, () -> hosts.down(host.id(), problem.detail()));
        } catch (RuntimeException failed) {
            LOG.warn("The resource host {} could not be asked: {}", host.name(), failed.getMessage());
        }
    }

    /** What is news and that it was told are one: a core that dies between them would never tell it. */
    private void note(String what, ResourceHost host, BooleanSupplier isNews) {
        transactions.executeWithoutResult(status -> {
            if (isNews.getAsBoolean()) {
                LOG.info("The resource host {} is {}", host.name(), what);
                events.append(NewEvent.of(
                        "resource-host." + what,
                        "service:platform-core",
                        Map.of("hostId", host.id(), "name", host.name())));
            }
        });
    }
}
