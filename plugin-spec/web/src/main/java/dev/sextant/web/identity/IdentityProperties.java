package dev.sextant.web.identity;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The service's identity and the audience that it answers to.
 *
 * @param audience the one audience that tokens must carry: {@code sextant} for the platform's door, a plugin's name
 *     for a plugin
 * @param clientId this service's subject, such as {@code service:platform-core} or {@code plugin:inventory}
 * @param keyFile the private JWK of that identity
 * @param authUrl where the auth-server (or the gateway before it) answers, without a path
 */
@ConfigurationProperties("sextant.security")
public record IdentityProperties(
        @DefaultValue("sextant") String audience,
        @Nullable String clientId,
        @Nullable Path keyFile,
        @Nullable URI authUrl) {}
