package dev.sextant.core.pluginpackage;

import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.SemanticVersion;
import dev.sextant.contract.manifest.VersionRange;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.event.Events;
import dev.sextant.core.installation.Installation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Registers, decommissions and deletes packages; each is one transaction that holds the package's row. */
@Component
class PackageLifecycle {
    private final PluginPackages packages;
    private final PackageStore store;
    private final PackageUse use;
    private final PackageOffers offers;
    private final Events events;
    private final Lookups lookups;

    PackageLifecycle(
            PluginPackages packages,
            PackageStore store,
            PackageUse use,
            PackageOffers offers,
            Events events,
            Lookups lookups) {
        this.packages = packages;
        this.store = store;
        this.use = use;
        this.offers = offers;
        this.events = events;
        this.lookups = lookups;
    }

    @Transactional
    PluginPackage register(String id, String actor) {
        var found = lock(id);
        found.register(lookups.clock().instant());
        var manifest = found.manifest();
        checkRequirements(found, manifest);
        offers.publish(id, manifest);
        events.append(PackageStore.event("package.registered", found, actor));
        return found;
    }

    @Transactional
    PluginPackage decommission(String id, String actor) {
        var found = lock(id);
        found.decommission();
        checkUnused(found);
        checkNotRequired(found);
        offers.withdraw(id);
        events.append(PackageStore.event("package.decommissioned", found, actor));
        return found;
    }

    void delete(String id, String actor) {
        var left = lookups.transactions().execute(status -> {
            var found = lock(id);
            found.checkDeletable();
            checkUnused(found);
            offers.forget(id);
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

    private void checkUnused(PluginPackage found) {
        var count = use.of(List.of(found.id())).getOrDefault(found.id(), PackageUse.Count.NONE);
        if (count.total() > 0) {
            throw new ProblemException(
                    PackageError.PACKAGE_IN_USE,
                    "%s has %d instances; remove them first".formatted(found.label(), count.total()));
        }
    }

    private void checkRequirements(PluginPackage found, PluginManifest manifest) {
        var missing = new ArrayList<ProblemError>();
        var platform = manifest.requires().platform();
        var ours = lookups.installation().platformVersion();
        if (platform != null && !platform.allows(SemanticVersion.of(ours))) {
            missing.add(
                    ProblemError.at("requires.platform", "needs platform %s; this is %s".formatted(platform, ours)));
        }
        manifest.requires().plugins().forEach((name, range) -> {
            if (!meets(name, range, found)) {
                missing.add(ProblemError.at(
                        "requires.plugins." + name,
                        "needs %s %s; register such a version first".formatted(name, range)));
            }
        });
        if (!missing.isEmpty()) {
            throw new ProblemException(
                    PackageError.DEPENDENCY_MISSING,
                    "%s %s".formatted(found.label(), missing.getFirst().message()),
                    missing);
        }
    }

    private void checkNotRequired(PluginPackage leaving) {
        for (var other : packages.findByState(PackageState.REGISTERED)) {
            var range = other.manifest().requires().plugins().get(leaving.name());
            if (range != null && !other.id().equals(leaving.id()) && !meets(leaving.name(), range, leaving)) {
                throw new ProblemException(
                        PackageError.PACKAGE_REQUIRED,
                        "%s needs %s %s; decommission it first, or register another version of %s"
                                .formatted(other.label(), leaving.name(), range, leaving.name()));
            }
        }
    }

    /** Whether a registered package other than the given one meets the requirement. */
    private boolean meets(String name, VersionRange range, PluginPackage except) {
        return packages.findByNameAndState(name, PackageState.REGISTERED).stream()
                .filter(candidate -> !candidate.id().equals(except.id()))
                .anyMatch(candidate -> range.allows(candidate.version()));
    }

    /** What every change needs to know of its surroundings. */
    @Component
    record Lookups(Installation installation, InstantSource clock, TransactionTemplate transactions) {}
}
