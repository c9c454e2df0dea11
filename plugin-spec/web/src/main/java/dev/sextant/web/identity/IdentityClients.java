package dev.sextant.web.identity;

import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The service's own identity and the platform's keys, which need each other and share one HTTP client. */
public record IdentityClients(ServiceIdentity identity, KeySource keys) {

    /** The clients as the settings say; a missing setting is named. */
    public static IdentityClients of(IdentityProperties properties, InstantSource clock) {
        String clientId = required(properties.clientId(), "client-id");
        URI authUrl = required(properties.authUrl(), "auth-url");
        PrivateKeyFile keyFile = new PrivateKeyFile(required(properties.keyFile(), "key-file"));
        AuthServerClient client = new AuthServerClient();
        ServiceIdentity identity =
                new ServiceIdentity(clientId, new TokenEndpoint(authUrl, clientId, keyFile, client, clock), clock);
        return new IdentityClients(identity, new RemoteKeySource(authUrl, identity, client, clock));
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalStateException(
                    "The setting sextant.security.%s is missing; with client-id, key-file and auth-url are needed too"
                            .formatted(name));
        }
        return value;
    }
}
