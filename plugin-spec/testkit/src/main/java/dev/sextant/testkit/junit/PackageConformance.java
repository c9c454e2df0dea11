package dev.sextant.testkit.junit;

import dev.sextant.testkit.CheckResult;
import dev.sextant.testkit.ConformanceReport;
import dev.sextant.testkit.Verdict;
import dev.sextant.testkit.check.Conformance;
import dev.sextant.testkit.input.Inputs;
import dev.sextant.testkit.report.JunitReport;
import dev.sextant.testkit.report.TextReport;
import dev.sextant.testkit.subject.ContainerTarget;
import dev.sextant.testkit.subject.PluginImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plugin's package, as the build delivers it, held against the contract in one test: each check must pass, or be among
 * those that are said not to apply. What was found lies in conformance.xml beside the package.
 */
public final class PackageConformance {
    /** The system property by which the build says where the package lies. */
    public static final String PROPERTY = "sextant.package";

    private static final URI ENGINE =
            URI.create(Objects.requireNonNullElse(System.getenv("DOCKER_HOST"), "unix:///var/run/docker.sock"));

    private final Path zip;
    private final Set<String> notApplicable;

    private PackageConformance(Path zip, Set<String> notApplicable) {
        this.zip = zip;
        this.notApplicable = notApplicable;
    }

    /** The package that {@value #PROPERTY} names; fails when there is none. */
    public static PackageConformance ofBuild() {
        Path zip = Path.of(System.getProperty(PROPERTY, ""));
        if (!Files.isRegularFile(zip)) {
            throw new IllegalStateException("There is no package at '%s', which the system property %s names; the build"
                            .formatted(zip, PROPERTY)
                    + " has to pack the plugin before its integration tests");
        }
        return new PackageConformance(zip, Set.of());
    }

    /** The checks that say nothing of this plugin, as the report names them, such as {@code service.plan [greet]}. */
    public PackageConformance notApplicable(String... checks) {
        return new PackageConformance(zip, Set.of(checks));
    }

    /** Runs all checks on the engine of this machine; fails with the report when one did not come out as it must. */
    public void keepsTheContract(Inputs inputs) throws IOException, InterruptedException {
        ConformanceReport report;
        try (ContainerTarget target = new ContainerTarget(PluginImage.ofPackage(zip), ENGINE)) {
            report = Conformance.of(target).inputs(inputs).run();
        }
        JunitReport.write(report, zip.resolveSibling("conformance.xml"));
        Set<String> open = names(report, Verdict.FAILED);
        if (!open.isEmpty() || !names(report, Verdict.SKIPPED).equals(notApplicable)) {
            throw new AssertionError("Failed: %s; not applicable: %s instead of %s%n%s"
                    .formatted(
                            open, names(report, Verdict.SKIPPED), notApplicable, new TextReport(false).write(report)));
        }
    }

    private static Set<String> names(ConformanceReport report, Verdict verdict) {
        return report.results().stream()
                .filter(result -> result.verdict() == verdict)
                .map(CheckResult::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
