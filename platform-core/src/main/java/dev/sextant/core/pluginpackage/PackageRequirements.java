package dev.sextant.core.pluginpackage;

import dev.sextant.contract.manifest.SemanticVersion;
import dev.sextant.contract.manifest.VersionRange;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.installation.Installation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether what packages need is there. */
@Component
class PackageRequirements {
    private static final String PLATFORM = "platform";

    private final PluginPackages packages;
    private final Installation installation;

    PackageRequirements(PluginPackages packages, Installation installation) {
        this.packages = packages;
        this.installation = installation;
    }

    /**
     * Something that a package needs.
     *
     * @param name a plugin, or the platform
     * @param range the versions of it that will do
     * @param met whether such a one is there
     * @param found the highest version that is there, if any
     */
    record Requirement(
            String name,
            String range,
            boolean met,
            @Nullable String found) {
        private ProblemError error() {
            return name.equals(PLATFORM)
                    ? ProblemError.at("requires.platform", "needs platform %s; this is %s".formatted(range, found))
                    : ProblemError.at(
                            "requires.plugins." + name,
                            "needs %s %s; register such a version first".formatted(name, range));
        }
    }

    List<Requirement> of(PluginPackage subject) {
        var requires = subject.manifest().requires();
        var found = new ArrayList<Requirement>();
        var platform = requires.platform();
        if (platform != null) {
            var ours = installation.platformVersion();
            found.add(new Requirement(PLATFORM, platform.toString(), platform.allows(SemanticVersion.of(ours)), ours));
        }
        requires.plugins().forEach((name, range) -> found.add(plugin(name, range, subject)));
        return found;
    }

    /** Refuses a package that needs what is not there. */
    void check(PluginPackage subject) {
        var missing = of(subject).stream()
                .filter(requirement -> !requirement.met())
                .map(Requirement::error)
                .toList();
        if (!missing.isEmpty()) {
            throw new ProblemException(
                    PackageError.DEPENDENCY_MISSING,
                    "%s %s".formatted(subject.label(), missing.getFirst().message()),
                    missing);
        }
    }

    /** The registered packages whose needs nothing else would meet if this one left. */
    List<PluginPackage> needing(PluginPackage leaving) {
        return packages.findByState(PackageState.REGISTERED).stream()
                .filter(other -> !other.id().equals(leaving.id()))
                .filter(other -> needs(other, leaving))
                .toList();
    }

    private boolean needs(PluginPackage other, PluginPackage leaving) {
        var range = other.manifest().requires().plugins().get(leaving.name());
        return range != null && !plugin(leaving.name(), range, leaving).met();
    }

    /** Whether a registered package other than the given one meets the requirement. */
    private Requirement plugin(String name, VersionRange range, PluginPackage except) {
        var versions = packages.findByNameAndState(name, PackageState.REGISTERED).stream()
                .filter(candidate -> !candidate.id().equals(except.id()))
                .map(PluginPackage::version)
                .sorted()
                .toList();
        var met = versions.stream().anyMatch(range::allows);
        var highest = versions.isEmpty() ? null : versions.getLast().toString();
        return new Requirement(name, range.toString(), met, highest);
    }
}
