package dev.sextant.core.pluginpackage;

import dev.sextant.contract.manifest.IgnoredPart;
import dev.sextant.contract.manifest.ManifestProblem;
import dev.sextant.core.pluginpackage.compare.PartChange;
import dev.sextant.core.pluginpackage.compare.ServiceChange;
import dev.sextant.core.registration.Misfit;
import dev.sextant.core.workflow.CallingVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody should know before registering a package; its manifest and its signature's verdict are with the package itself.
 *
 * @param pluginPackage the package, with all that it brings and asks for
 * @param baseline the registered version that it is compared with, the one that runs if there is one; none for the first version
 * @param requirements what it needs, and whether that is there
 * @param services the services that came, went or changed since the baseline
 * @param parts what else came, went or changed since the baseline
 * @param breakage which workflows use what is gone or incompatible
 * @param misfits what of its services' registrations, which it takes over from the version before, does not fit
 * @param ignored what its manifest says that has no meaning here
 * @param warnings what its manifest could do better
 * @param problems what to think about, the worst first
 */
record PackageReview(
        PluginPackageView pluginPackage,
        @Nullable Baseline baseline,
        List<PackageRequirements.Requirement> requirements,
        List<ServiceChange> services,
        List<PartChange> parts,
        Breakage breakage,
        List<Misfit> misfits,
        List<IgnoredPart> ignored,
        List<ManifestProblem> warnings,
        List<ReviewProblem> problems) {

    /** What a package is compared with. */
    record Baseline(String id, String version, int instances) {}

    /**
     * The workflows that a new version would break.
     *
     * @param services the services that are gone or incompatible
     * @param workflowCount how many deployed versions call one of them
     * @param workflows the first of those, the newest first
     */
    record Breakage(List<String> services, int workflowCount, List<CallingVersion> workflows) {
        static final Breakage NONE = new Breakage(List.of(), 0, List.of());
    }

    /** How much a problem matters. */
    enum Severity {
        /** The package cannot be registered as it is. */
        REFUSED,
        /** It is registered when somebody accepts this explicitly. */
        ASKS,
        /** It can be registered, and something will suffer. */
        WARNING,
        /** Good to know. */
        NOTE
    }

    /** Something to think about before a package is registered. */
    record ReviewProblem(Severity severity, String code, String message) {}
}
