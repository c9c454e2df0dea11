package dev.sextant.core.pluginservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.contract.manifest.InputParameter;
import dev.sextant.contract.manifest.Localized;
import dev.sextant.contract.manifest.ParameterSource;
import dev.sextant.contract.manifest.ParameterType;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.Requirements;
import dev.sextant.contract.manifest.SemanticVersion;
import dev.sextant.contract.manifest.ServiceMode;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.core.CoreIntegrationTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CoreIntegrationTest
class PluginServicesIntegrationTests {
    @Autowired
    PluginServices services;

    @AfterEach
    void forget() {
        List.of("p1", "p2").forEach(services::forget);
    }

    @Test
    void keepsAServiceAsItWasRegistered() {
        services.publish("p1", manifest("probe", "1.0.0", "run"));

        assertThat(services.find("probe", "run", "1.0.0")).hasValueSatisfying(found -> {
            assertThat(found.spec()).isEqualTo(service("run"));
            assertThat(found.registered()).isTrue();
        });
    }

    @Test
    void prefersTheHighestVersionNotTheLongestText() {
        services.publish("p1", manifest("probe", "1.10.0", "run"));
        services.publish("p2", manifest("probe", "1.9.0", "run"));

        assertThat(services.newest("probe", "run")).map(PluginService::version).hasValue("1.10.0");
    }

    @Test
    void keepsAWithdrawnServiceForWhoPinnedIt() {
        services.publish("p1", manifest("probe", "1.0.0", "run"));
        services.withdraw("p1");

        assertThat(services.find("probe", "run", "1.0.0"))
                .map(PluginService::registered)
                .hasValue(false);
        assertThat(services.newest("probe", "run")).isEmpty();
        assertThat(services.list(null, "probe", null, 10)).isEmpty();
    }

    @Test
    void findsByAPartOfATitleAndPages() {
        services.publish("p1", manifest("probe", "1.0.0", "alpha", "beta", "gamma"));

        assertThat(services.list("TITLE OF BETA", null, null, 10))
                .extracting(PluginService::name)
                .containsExactly("beta");
        assertThat(services.list(null, "probe", "probe:alpha@1.0.0", 1))
                .extracting(PluginService::name)
                .containsExactly("beta");
        assertThat(services.list("%", null, null, 10)).isEmpty();
        assertThat(services.list(null, "other", null, 10)).isEmpty();
    }

    private static PluginManifest manifest(String name, String version, String... names) {
        return new PluginManifest(
                "sextant.dev/v1",
                name,
                SemanticVersion.of(version),
                Localized.of(name),
                null,
                new Requirements(null, Map.of()),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(names).stream()
                        .map(PluginServicesIntegrationTests::service)
                        .toList());
    }

    private static ServiceSpec service(String name) {
        var input = new InputParameter(
                "script",
                ParameterType.STRING,
                null,
                null,
                true,
                false,
                List.of(),
                null,
                ParameterSource.of("constant"),
                null,
                null);
        return new ServiceSpec(
                name,
                new Localized("Title of " + name, "名称"),
                null,
                "/probe/v1/" + name,
                null,
                ServiceMode.SYNC,
                true,
                null,
                null,
                null,
                null,
                Duration.ofMinutes(5),
                100,
                List.of(input),
                List.of());
    }
}
