package dev.sextant.core.installation;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The addresses and the folder of this installation.
 *
 * @param home the folder of this installation (SEXTANT_HOME)
 * @param installationId a name for this installation on a Docker Engine that it shares; generated and kept in home when absent
 * @param platformVersion the version of this platform, which manifests may require
 * @param gatewayUrl the only door, as the host sees it (SEXTANT_GATEWAY_URL)
 */
@ConfigurationProperties("sextant")
record InstallationSettings(
        Path home,
        @Nullable String installationId,
        @DefaultValue("0.0.0") String platformVersion,
        @DefaultValue("http://127.0.0.1:8080") URI gatewayUrl) {}
