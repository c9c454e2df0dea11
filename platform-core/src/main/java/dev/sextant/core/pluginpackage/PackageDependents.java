package dev.sextant.core.pluginpackage;

import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.workflow.CallingVersion;
import dev.sextant.core.workflow.SeenList;
import dev.sextant.core.workflow.WorkflowCalls;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells who would feel it if a package left. */
@Component
class PackageDependents {
    private static final int SHOWN = 20;

    private final PackageUse use;
    private final PackageRequirements requirements;
    private final WorkflowCalls calls;

    PackageDependents(PackageUse use, PackageRequirements requirements, WorkflowCalls calls) {
        this.use = use;
        this.requirements = requirements;
        this.calls = calls;
    }

    /**
     * Who depends on a package.
     *
     * @param instances how many instances it has
     * @param packageCount how many registered packages need it
     * @param packages the first of them
     * @param workflowCount how many workflows call its services in their newest version
     * @param workflows the first of those versions, the newest first
     * @param confirmation what to send back to say that this very list was seen
     */
    record Dependents(
            PackageUse.Count instances,
            int packageCount,
            List<NeedingPackage> packages,
            int workflowCount,
            List<CallingVersion> workflows,
            String confirmation) {
        boolean none() {
            return instances.total() == 0 && packageCount == 0 && workflowCount == 0;
        }
    }

    /** A package that needs another one. */
    record NeedingPackage(String id, String name, String version) {}

    Dependents of(PluginPackage subject) {
        var instances = count(subject);
        var packages = requirements.needing(subject);
        var query = query(subject);
        var workflowCount = calls.count(query);
        var workflows = calls.list(query, null, SHOWN);
        var confirmation = SeenList.digest("%s %s %s %d %s"
                .formatted(
                        subject.id(),
                        instances.total(),
                        packages.stream().map(PluginPackage::id).sorted().toList(),
                        workflowCount,
                        workflows.stream().map(CallingVersion::versionId).toList()));
        return new Dependents(
                instances,
                packages.size(),
                packages.stream()
                        .limit(SHOWN)
                        .map(one -> new NeedingPackage(
                                one.id(), one.name(), one.version().toString()))
                        .toList(),
                workflowCount,
                workflows,
                confirmation);
    }

    /** The workflow versions of {@link #of}, page by page. */
    List<CallingVersion> workflows(PluginPackage subject, @Nullable String after, int limit) {
        return calls.list(query(subject), after, limit);
    }

    /** Refuses while the package has instances: they belong to it. */
    void checkNoInstances(PluginPackage subject) {
        var total = count(subject).total();
        if (total > 0) {
            throw new ProblemException(
                    PackageError.PACKAGE_IN_USE,
                    "%s has %d instances; remove them first".formatted(subject.label(), total));
        }
    }

    /** Refuses while somebody depends on the package; answers whom it hits where the list of them was confirmed. */
    Dependents checkLeaving(PluginPackage subject, @Nullable String confirmed) {
        var found = of(subject);
        if (confirmed != null && !confirmed.equals(found.confirmation())) {
            throw new ProblemException(
                    PackageError.PACKAGE_DEPENDENTS_CHANGED,
                    "Who depends on %s is not what was confirmed; read GET …/dependents again and confirm that"
                            .formatted(subject.label()));
        }
        if (confirmed == null && !found.none()) {
            throw refuse(subject, found);
        }
        return found;
    }

    private PackageUse.Count count(PluginPackage subject) {
        return use.of(List.of(subject.id())).getOrDefault(subject.id(), PackageUse.Count.NONE);
    }

    private static WorkflowCalls.Query query(PluginPackage subject) {
        return WorkflowCalls.Query.current(subject.name(), subject.version().toString());
    }

    private static ProblemException refuse(PluginPackage subject, Dependents found) {
        var errors = new ArrayList<ProblemError>();
        if (found.instances().total() > 0) {
            errors.add(ProblemError.at(
                    "instances",
                    "has %d instances; remove them first"
                            .formatted(found.instances().total())));
        }
        found.packages()
                .forEach(one -> errors.add(
                        ProblemError.at("packages", "is needed by %s %s".formatted(one.name(), one.version()))));
        found.workflows()
                .forEach(one -> errors.add(ProblemError.at(
                        "workflows",
                        "is called by version %d of the workflow '%s'".formatted(one.number(), one.name()))));
        var code = found.instances().total() > 0
                ? PackageError.PACKAGE_IN_USE
                : found.packageCount() > 0 ? PackageError.PACKAGE_REQUIRED : PackageError.PACKAGE_CALLED;
        return new ProblemException(
                code,
                "%s has %d instances, %d packages need it, and %d workflows call its services; end that first, or force it with the confirmation of GET …/dependents"
                        .formatted(
                                subject.label(),
                                found.instances().total(),
                                found.packageCount(),
                                found.workflowCount()),
                errors);
    }
}
