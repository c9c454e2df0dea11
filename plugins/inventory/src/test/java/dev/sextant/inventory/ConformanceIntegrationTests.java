package dev.sextant.inventory;

import dev.sextant.testkit.input.Inputs;
import dev.sextant.testkit.junit.PackageConformance;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The plugin's package, as it is delivered, against the contract; the profile "packages" makes it and says where it is. */
@EnabledIfSystemProperty(named = PackageConformance.PROPERTY, matches = ".+")
class ConformanceIntegrationTests {

    @Test
    void keepsTheContract() throws Exception {
        PackageConformance.ofBuild()
                // It has no services.
                .notApplicable("access.no-effect", "stop.keeps")
                .keepsTheContract(Inputs.read(Path.of("src/test/resources/conformance.yaml")));
    }
}
