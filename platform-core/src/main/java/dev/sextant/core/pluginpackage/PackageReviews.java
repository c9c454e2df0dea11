package dev.sextant.core.pluginpackage;

import dev.sextant.core.pluginpackage.PackageReview.Baseline;
import dev.sextant.core.pluginpackage.PackageReview.Breakage;
import dev.sextant.core.pluginpackage.PackageReview.ReviewProblem;
import dev.sextant.core.pluginpackage.PackageReview.Severity;
import dev.sextant.core.pluginpackage.compare.Effect;
import dev.sextant.core.pluginpackage.compare.ManifestParts;
import dev.sextant.core.pluginpackage.compare.PartChange;
import dev.sextant.core.pluginpackage.compare.ServiceChange;
import dev.sextant.core.pluginpackage.compare.ServiceComparison;
import dev.sextant.core.registration.Misfit;
import dev.sextant.core.registration.RegistrationInheritance;
import dev.sextant.core.workflow.CallingVersion;
import dev.sextant.core.workflow.WorkflowCalls;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reviews packages: what they bring, how they differ from what is registered, and what that would break. */
@Component
class PackageReviews {
    private static final int SHOWN = 20;

    private final PluginPackages packages;
    private final PackageViews views;
    private final PackageRequirements requirements;
    private final PackageProvenance provenance;
    private final WorkflowCalls calls;
    private final PackageSettings settings;
    private final RegistrationInheritance registrations;

    PackageReviews(
            PluginPackages packages,
            PackageViews views,
            PackageRequirements requirements,
            PackageProvenance provenance,
            WorkflowCalls calls,
            PackageSettings settings,
            RegistrationInheritance registrations) {
        this.packages = packages;
        this.views = views;
        this.requirements = requirements;
        this.provenance = provenance;
        this.calls = calls;
        this.settings = settings;
        this.registrations = registrations;
    }

    @Transactional(readOnly = true)
    PackageReview of(String id) {
        var subject = find(id);
        var view = views.of(subject);
        var baseline = baseline(subject);
        var services = services(baseline, subject);
        var breakage = breakage(subject, services);
        var needs = requirements.of(subject);
        var notes = provenance.notes(id);
        var misfits = misfits(subject);
        return new PackageReview(
                view,
                baseline.map(this::shown).orElse(null),
                needs,
                services,
                baseline.map(old -> ManifestParts.changes(old.manifest(), subject.manifest()))
                        .orElse(List.<PartChange>of()),
                breakage,
                misfits,
                notes.ignored(),
                notes.warnings(),
                problems(view, needs, breakage, misfits, notes));
    }

    /** A package that is registered has taken over already what fits. */
    private List<Misfit> misfits(PluginPackage subject) {
        return subject.state() == PackageState.REGISTERED ? List.of() : registrations.preview(subject.manifest());
    }

    /** All workflow versions that the package would break, page by page. */
    @Transactional(readOnly = true)
    List<CallingVersion> broken(String id, @Nullable String after, int limit) {
        var subject = find(id);
        var broken = broken(services(baseline(subject), subject));
        return calls.list(WorkflowCalls.Query.ever(subject.name(), broken), after, limit);
    }

    private PluginPackage find(String id) {
        return packages.findById(id).orElseThrow(() -> PackageLifecycle.notFound(id));
    }

    /** The version that runs, or else the highest that is registered. */
    private Optional<PluginPackage> baseline(PluginPackage subject) {
        return packages.findByNameAndState(subject.name(), PackageState.REGISTERED).stream()
                .filter(other -> !other.id().equals(subject.id()))
                .max(Comparator.comparing((PluginPackage other) -> instances(other) > 0)
                        .thenComparing(PluginPackage::version));
    }

    private Baseline shown(PluginPackage baseline) {
        return new Baseline(baseline.id(), baseline.version().toString(), instances(baseline));
    }

    private int instances(PluginPackage one) {
        return views.of(one).instances().total();
    }

    private static List<ServiceChange> services(Optional<PluginPackage> baseline, PluginPackage subject) {
        return baseline.map(old -> ServiceComparison.of(old.manifest(), subject.manifest()))
                .orElse(List.of());
    }

    private Breakage breakage(PluginPackage subject, List<ServiceChange> changes) {
        var broken = broken(changes);
        if (broken.isEmpty()) {
            return Breakage.NONE;
        }
        var query = WorkflowCalls.Query.ever(subject.name(), broken);
        return new Breakage(broken, calls.count(query), calls.list(query, null, SHOWN));
    }

    private static List<String> broken(List<ServiceChange> changes) {
        return changes.stream()
                .filter(change -> change.effect() == Effect.BREAKING)
                .map(ServiceChange::name)
                .toList();
    }

    private List<ReviewProblem> problems(
            PluginPackageView view,
            List<PackageRequirements.Requirement> needs,
            Breakage breakage,
            List<Misfit> misfits,
            PackageNotes notes) {
        var problems = new ArrayList<ReviewProblem>();
        ofSignature(view.signature()).ifPresent(problems::add);
        if (view.olderThan() != null) {
            problems.add(new ReviewProblem(
                    Severity.ASKS,
                    "PACKAGE_OLDER",
                    "The higher version %s was here before".formatted(view.olderThan())));
        }
        needs.stream()
                .filter(need -> !need.met())
                .map(need -> new ReviewProblem(
                        Severity.REFUSED, "DEPENDENCY_MISSING", "It needs %s %s".formatted(need.name(), need.range())))
                .forEach(problems::add);
        problems.addAll(ofUpgrade(breakage, misfits));
        problems.addAll(ofNotes(notes));
        problems.sort(Comparator.comparing(ReviewProblem::severity));
        return problems;
    }

    private static List<ReviewProblem> ofUpgrade(Breakage breakage, List<Misfit> misfits) {
        var problems = new ArrayList<ReviewProblem>();
        if (!breakage.services().isEmpty()) {
            problems.add(new ReviewProblem(
                    Severity.WARNING,
                    "BREAKS_SERVICES",
                    "%d services are gone or incompatible, which %d deployed workflow versions call"
                            .formatted(breakage.services().size(), breakage.workflowCount())));
        }
        if (!misfits.isEmpty()) {
            problems.add(new ReviewProblem(
                    Severity.WARNING,
                    "REGISTRATIONS_MISFIT",
                    "%d settings of its services' registrations do not fit any more and are left out"
                            .formatted(misfits.size())));
        }
        return problems;
    }

    private static List<ReviewProblem> ofNotes(PackageNotes notes) {
        var problems = new ArrayList<ReviewProblem>();
        if (!notes.warnings().isEmpty()) {
            problems.add(new ReviewProblem(
                    Severity.NOTE,
                    "MANIFEST_WARNINGS",
                    "Its manifest could do better in %d places"
                            .formatted(notes.warnings().size())));
        }
        if (!notes.ignored().isEmpty()) {
            problems.add(new ReviewProblem(
                    Severity.NOTE,
                    "MANIFEST_IGNORED",
                    "%d parts of its registration have no meaning here"
                            .formatted(notes.ignored().size())));
        }
        return problems;
    }

    private Optional<ReviewProblem> ofSignature(Verdict verdict) {
        var strict = settings.unsigned() == UnsignedPolicy.REFUSE;
        var message = "It " + verdict.words();
        return switch (verdict.verdict()) {
            case SIGNED -> Optional.empty();
            case UNSIGNED, UNKNOWN_KEY ->
                Optional.of(new ReviewProblem(strict ? Severity.REFUSED : Severity.ASKS, "PACKAGE_UNSIGNED", message));
            case REVOKED_KEY -> Optional.of(new ReviewProblem(Severity.REFUSED, "PACKAGE_KEY_REVOKED", message));
            case MODIFIED -> Optional.of(new ReviewProblem(Severity.REFUSED, "PACKAGE_MODIFIED", message));
        };
    }
}
