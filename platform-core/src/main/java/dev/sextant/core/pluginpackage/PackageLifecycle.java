package dev.sextant.core.pluginpackage;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.event.Events;
import dev.sextant.core.registration.Misfit;
import dev.sextant.core.workflow.CallingVersion;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Registers, decommissions and deletes packages; each is one transaction that holds the package's row. */
@Component
class PackageLifecycle {
    private final PluginPackages packages;
    private final PackageStore store;
    private final PackageOffers offers;
    private final PackageGate gate;
    private final Events events;
    private final Lookups lookups;

    PackageLifecycle(
            PluginPackages packages,
            PackageStore store,
            PackageOffers offers,
            PackageGate gate,
            Events events,
            Lookups lookups) {
        this.packages = packages;
        this.store = store;
        this.offers = offers;
        this.gate = gate;
        this.events = events;
        this.lookups = lookups;
    }

    /** A package that was just registered, and what of its services' former registrations does not fit. */
    record Registered(PluginPackage subject, List<Misfit> misfits) {}

    @Transactional
    Registered register(String id, PackageTrust.Acceptance given, String actor) {
        var found = lock(id);
        found.checkRegistrable();
        var accepted = gate.trust().checkRegister(found, given);
        gate.requirements().check(found);
        found.register(accepted, actor, lookups.clock().instant());
        var misfits = offers.publish(id, found.manifest());
        events.append(PackageStore.event(
                "package.registered",
                found,
                actor,
                Map.of(
                        "acceptedUnsigned", accepted.unsigned(),
                        "acceptedOlder", accepted.older(),
                        "misfits", misfits)));
        return new Registered(found, misfits);
    }

    /** Takes a package out of use; {@code confirmed} says that those who depend on it were seen, and shall do without. */
    @Transactional
    PluginPackage decommission(String id, @Nullable String confirmed, String actor) {
        var found = lock(id);
        found.decommission();
        var hit = gate.dependents().checkLeaving(found, confirmed);
        offers.withdraw(id);
        events.append(PackageStore.event("package.decommissioned", found, actor));
        if (!hit.none()) {
            events.append(PackageStore.event("package.force-decommissioned", found, actor, affected(hit)));
        }
        return found;
    }

    private static Map<String, ?> affected(PackageDependents.Dependents hit) {
        return Map.of(
                "instances", hit.instances().total(),
                "packageCount", hit.packageCount(),
                "packages", hit.packages(),
                "workflowCount", hit.workflowCount(),
                "workflows",
                        hit.workflows().stream().map(CallingVersion::versionId).toList());
    }

    void delete(String id, String actor) {
        var left = lookups.transactions().execute(status -> {
            var found = lock(id);
            found.checkDeletable();
            gate.dependents().checkNoInstances(found);
            offers.forget(id, found.manifest());
            return store.remove(found, actor);
        });
        store.sweep(Objects.requireNonNull(left));
    }

    private PluginPackage lock(String id) {
        return packages.lock(id).orElseThrow(() -> notFound(id));
    }

    static ProblemException notFound(String id) {
        return new ProblemException(PackageError.PACKAGE_NOT_FOUND, "There is no plugin package '%s'".formatted(id));
    }

    /** What every change needs to know of its surroundings. */
    @Component
    record Lookups(InstantSource clock, TransactionTemplate transactions) {}
}
