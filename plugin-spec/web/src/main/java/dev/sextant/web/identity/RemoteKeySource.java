package dev.sextant.web.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The auth-server's keys, fetched with the service's own token. Known keys go on working while the auth-server is away;
 * an unknown key id leads to a new fetch, but to no more than one in five seconds.
 */
public final class RemoteKeySource implements KeySource {
    private static final Logger log = LoggerFactory.getLogger(RemoteKeySource.class);
    private static final Duration RENEW_AFTER = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final URI uri;
    private final ServiceIdentity identity;
    private final AuthServerClient client;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Known known;
    private volatile Instant nextFetch = Instant.MIN;

    private record Known(Map<String, ECPublicKey> keys, Instant renewAt) {}

    RemoteKeySource(URI authUrl, ServiceIdentity identity, AuthServerClient client, InstantSource clock) {
        this.uri = authUrl.resolve("/auth/v1/keys");
        this.identity = identity;
        this.client = client;
        this.clock = clock;
    }

    @Override
    public Optional<ECPublicKey> find(String keyId) {
        Known now = known;
        if (now != null && now.keys().containsKey(keyId)) {
            if (!clock.instant().isBefore(now.renewAt()) && mayFetch()) {
                Thread.ofVirtual().name("key-renewal").start(this::renewQuietly);
            }
            return Optional.ofNullable(now.keys().get(keyId));
        }
        fetchUnlessJustDone(keyId);
        Known fetched = known;
        if (fetched == null) {
            throw new IdentityUnavailableException("The auth-server's keys are not known yet", null);
        }
        return Optional.ofNullable(fetched.keys().get(keyId));
    }

    private void fetchUnlessJustDone(String wanted) {
        fetching.lock();
        try {
            Known now = known;
            boolean arrived = now != null && now.keys().containsKey(wanted);
            if (!arrived && mayFetch()) {
                fetch();
            }
        } catch (IdentityUnavailableException unavailable) {
            if (known == null) {
                throw unavailable;
            }
            log.warn("Keys are not renewed, those known go on working: {}", unavailable.getMessage());
        } finally {
            fetching.unlock();
        }
    }

    private void renewQuietly() {
        if (!fetching.tryLock()) {
            return;
        }
        try {
            if (mayFetch()) {
                fetch();
            }
        } catch (IdentityUnavailableException unavailable) {
            log.warn("Keys are not renewed, those known go on working: {}", unavailable.getMessage());
        } finally {
            fetching.unlock();
        }
    }

    private boolean mayFetch() {
        return !clock.instant().isBefore(nextFetch);
    }

    private void fetch() {
        nextFetch = clock.instant().plus(known == null ? FIRST_PAUSE : PAUSE);
        HttpResponse<String> response = get(identity.token());
        if (response.statusCode() == 401) {
            identity.forget();
            response = get(identity.token());
        }
        if (response.statusCode() != 200) {
            throw new IdentityUnavailableException(
                    "The auth-server answered %d at %s".formatted(response.statusCode(), uri), null);
        }
        known = new Known(keysOf(response.body()), clock.instant().plus(RENEW_AFTER));
    }

    private HttpResponse<String> get(String token) {
        return client.send(HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json"));
    }

    private static Map<String, ECPublicKey> keysOf(String body) {
        Map<String, ECPublicKey> keys = new HashMap<>();
        try {
            for (JWK key : JWKSet.parse(body).getKeys()) {
                if (key instanceof ECKey ecKey && ecKey.getKeyID() != null) {
                    keys.put(ecKey.getKeyID(), ecKey.toECPublicKey());
                }
            }
        } catch (ParseException | JOSEException malformed) {
            throw new IdentityUnavailableException("The auth-server's key set cannot be read", malformed);
        }
        return Map.copyOf(keys);
    }
}
