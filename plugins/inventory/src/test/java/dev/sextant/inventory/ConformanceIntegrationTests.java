package dev.sextant.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sextant.testkit.ConformanceReport;
import dev.sextant.testkit.check.Conformance;
import dev.sextant.testkit.input.Inputs;
import dev.sextant.testkit.report.JunitReport;
import dev.sextant.testkit.report.TextReport;
import dev.sextant.testkit.subject.ContainerTarget;
import dev.sextant.testkit.subject.PluginImage;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The plugin's package, as it is delivered, against the contract; the profile "packages" makes it. */
class ConformanceIntegrationTests {
    private static final Path PACKAGE = Path.of("target", "inventory-0.1.0.sextant.zip");

    @Test
    void keepsTheContract() throws Exception {
        assumeThat(PACKAGE).exists();
        URI engine = URI.create("unix:///var/run/docker.sock");
        ConformanceReport report;
        try (ContainerTarget target = new ContainerTarget(PluginImage.ofPackage(PACKAGE), engine)) {
            report = Conformance.of(target)
                    .inputs(Inputs.read(Path.of("src/test/resources/conformance.yaml")))
                    .run();
        }
        JunitReport.write(report, Path.of("target", "conformance.xml"));

        assertThat(report.passed()).as(new TextReport(false).write(report)).isTrue();
    }
}
