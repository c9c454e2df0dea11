package dev.sextant.core.resource;

import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people do with resource hosts: enter, change, drain and remove them; what they enter is proved first. */
@Component
class HostRegistry {
    /** More are no use to one installation. */
    static final int MOST_HOSTS = 200;

    private static final String BUILT_IN = "local";

    private final ResourceHosts hosts;
    private final HostChecks checks;
    private final List<HostUse> uses;
    private final Events events;
    private final TransactionTemplate transactions;

    HostRegistry(
            ResourceHosts hosts,
            HostChecks checks,
            List<HostUse> uses,
            Events events,
            TransactionTemplate transactions) {
        this.hosts = hosts;
        this.checks = checks;
        this.uses = uses;
        this.events = events;
        this.transactions = transactions;
    }

    ResourceHost add(HostDraft draft, String actor) {
        if (hosts.count() >= MOST_HOSTS) {
            throw new ProblemException(
                    ResourceError.TOO_MANY_HOSTS,
                    "There are %d resource hosts already; remove one that nothing is on".formatted(MOST_HOSTS));
        }
        if (hosts.named(draft.name()).isPresent()) {
            throw exists(draft.name());
        }
        var facts = checks.prove(draft.access());
        return inOne(draft.name(), () -> {
            var added = hosts.insert(draft);
            hosts.up(added.id(), facts.version(), facts.cpus(), facts.memoryBytes());
            return told("added", find(added.id()), actor);
        });
    }

    ResourceHost change(ResourceHost seen, HostDraft draft, String actor) {
        checkOwn(seen);
        var facts = checks.prove(draft.access());
        return inOne(draft.name(), () -> {
            var changed = hosts.update(seen, draft);
            hosts.up(changed.id(), facts.version(), facts.cpus(), facts.memoryBytes());
            return told("changed", find(changed.id()), actor);
        });
    }

    /** Asks the host once more, and notes what it says. */
    ResourceHost check(ResourceHost seen) {
        var access = hosts.access(seen.id());
        try {
            var facts = checks.prove(access);
            hosts.up(seen.id(), facts.version(), facts.cpus(), facts.memoryBytes());
        } catch (ProblemException problem) {
            hosts.down(seen.id(), problem.detail());
            throw problem;
        }
        return find(seen.id());
    }

    ResourceHost drain(ResourceHost seen, String actor) {
        return inOne(seen.name(), () -> told("drained", hosts.schedule(seen, false), actor));
    }

    ResourceHost resume(ResourceHost seen, String actor) {
        return inOne(seen.name(), () -> told("resumed", hosts.schedule(seen, true), actor));
    }

    void remove(ResourceHost seen, String actor) {
        checkOwn(seen);
        checkEmpty(seen);
        try {
            transactions.executeWithoutResult(status -> {
                hosts.delete(seen);
                told("removed", seen, actor);
            });
        } catch (DataIntegrityViolationException meanwhile) {
            throw inUse(seen, on(seen));
        }
    }

    ResourceHost find(String id) {
        return hosts.find(id).orElseThrow(() -> ResourceHosts.notFound(id));
    }

    /** What lies on a host, by name. */
    List<Allocation> on(ResourceHost host) {
        return uses.stream()
                .flatMap(use -> use.on(host.id()).stream())
                .sorted(java.util.Comparator.comparing(Allocation::name).thenComparing(Allocation::id))
                .toList();
    }

    private void checkEmpty(ResourceHost host) {
        var left = on(host);
        if (!left.isEmpty()) {
            throw inUse(host, left);
        }
    }

    private static ProblemException inUse(ResourceHost host, List<Allocation> left) {
        return new ProblemException(
                ResourceError.HOST_IN_USE,
                "%d things lie on %s; drain it, and remove them first".formatted(left.size(), host.name()),
                left.stream()
                        .limit(50)
                        .map(one -> ProblemError.at(one.name(), "%s of %s".formatted(one.kind(), one.plugin())))
                        .toList());
    }

    private static void checkOwn(ResourceHost host) {
        if (host.name().equals(OwnStorageHost.NAME)) {
            throw new ProblemException(
                    ResourceError.HOST_BUILT_IN,
                    "'%s' is the S3 server that the platform runs itself; it can only be drained"
                            .formatted(host.name()));
        }
        if (host.kind() == ResourceHost.Kind.DOCKER && host.name().equals(BUILT_IN)) {
            throw new ProblemException(
                    ResourceError.HOST_BUILT_IN,
                    "'%s' is the Docker Engine of the settings; change sextant.runtime.engine, or drain it"
                            .formatted(host.name()));
        }
    }

    private ResourceHost told(String what, ResourceHost host, String actor) {
        events.append(NewEvent.of(
                "resource-host." + what,
                actor,
                Map.of(
                        "hostId",
                        host.id(),
                        "name",
                        host.name(),
                        "kind",
                        host.kind().name())));
        return host;
    }

    private ResourceHost inOne(String name, Supplier<ResourceHost> change) {
        try {
            return Objects.requireNonNull(transactions.execute(status -> change.get()));
        } catch (DuplicateKeyException twice) {
            throw exists(name);
        }
    }

    private static ProblemException exists(String name) {
        return new ProblemException(
                ResourceError.HOST_EXISTS,
                "A resource host '%s' is there already; choose another name".formatted(name));
    }
}
