package dev.sextant.core.pluginservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.TestManifests;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        var services = Stream.of(names).map("""
                        - {name: %1$s, title: {en: Title of %1$s, zh: 名称}, path: /probe/v1/%1$s, idempotent: true,
                           timeout: PT5M, input: {script: {type: string, required: true, from: constant}}}
                        """::formatted).collect(Collectors.joining());
        return TestManifests.read("""
                apiVersion: sextant.dev/v1
                name: %1$s
                version: %2$s
                title: %1$s
                containers: [{image: "%1$s:%2$s"}]
                services:
                %3$s""".formatted(name, version, services));
    }

    private static ServiceSpec service(String name) {
        return manifest("probe", "1.0.0", name).services().getFirst();
    }
}
