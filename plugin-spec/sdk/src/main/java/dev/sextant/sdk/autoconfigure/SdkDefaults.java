package dev.sextant.sdk.autoconfigure;

import dev.sextant.contract.manifest.PluginManifest;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** A plugin's settings, as they follow from its manifest and from what the platform gives its container. */
public final class SdkDefaults implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        PluginManifest manifest = ManifestResource.find();
        if (manifest == null) {
            return;
        }
        Map<String, Object> defaults = new HashMap<>();
        defaults.put("sextant.plugin.name", manifest.name());
        defaults.put("spring.application.name", manifest.name());
        defaults.put("sextant.security.audience", manifest.name());
        defaults.put("server.port", manifest.containers().get(0).port());
        if (environment.containsProperty("SEXTANT_GATEWAY_URL")) {
            defaults.put("sextant.gateway-url", "${SEXTANT_GATEWAY_URL}");
            defaults.put("sextant.security.client-id", "plugin:" + manifest.name());
            defaults.put("sextant.security.auth-url", "${SEXTANT_GATEWAY_URL}");
            defaults.put("sextant.security.key-file", "${SEXTANT_SECRETS}/identity.jwk");
        }
        if (environment.containsProperty("SEXTANT_SECRETS")) {
            defaults.put("sextant.plugin.sealing-key-file", "${SEXTANT_SECRETS}/sealing.key");
        }
        if (!manifest.databases().isEmpty()) {
            // H2 writes each commit at once: what the plugin took over survives kill -9.
            defaults.put("spring.datasource.url", "jdbc:h2:file:${SEXTANT_DATA:/data}/db;WRITE_DELAY=0");
        }
        environment.getPropertySources().addLast(new MapPropertySource("sextantSdkDefaults", defaults));
    }
}
