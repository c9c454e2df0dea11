package dev.sextant.web.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** This service's own identity: gives its access token, renewed shortly before it ends. Safe for use by many threads. */
public final class ServiceIdentity {
    private static final Duration MARGIN = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final String clientId;
    private final TokenEndpoint endpoint;
    private final InstantSource clock;
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile @Nullable IssuedToken current;

    ServiceIdentity(String clientId, TokenEndpoint endpoint, InstantSource clock) {
        this.clientId = clientId;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** The subject of this service's tokens, such as {@code service:platform-core}. */
    public String subject() {
        return clientId;
    }

    /**
     * A token of this service for the platform's door, good for at least some seconds more.
     *
     * @throws IdentityUnavailableException when the identity file is not there yet or the auth-server does not answer
     */
    public String token() {
        IssuedToken known = current;
        if (known != null && fresh(known, MARGIN)) {
            return known.value();
        }
        renewing.lock();
        try {
            return renewed();
        } finally {
            renewing.unlock();
        }
    }

    private String renewed() {
        IssuedToken known = current;
        if (known != null && fresh(known, MARGIN)) {
            return known.value();
        }
        try {
            IssuedToken issued = endpoint.clientCredentials();
            current = issued;
            return issued.value();
        } catch (IdentityUnavailableException unavailable) {
            if (known != null && fresh(known, Duration.ZERO)) {
                return known.value();
            }
            throw unavailable;
        }
    }

    /** As {@link #token()}, but keeps trying while the platform is still starting. */
    public String awaitToken(Duration patience) throws InterruptedException {
        Instant end = clock.instant().plus(patience);
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return token();
            } catch (IdentityUnavailableException notYet) {
                if (!clock.instant().isBefore(end)) {
                    throw notYet;
                }
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /**
     * A token for another audience on behalf of the subject of the given one (RFC 8693); needs the permission
     * {@code tokens:exchange}.
     *
     * @throws TokenRejectedException when the auth-server does not accept the subject's token
     */
    public IssuedToken exchange(String subjectToken, String audience) {
        return endpoint.exchange(subjectToken, audience);
    }

    /** Forgets the current token, after somebody has refused it. */
    public void forget() {
        current = null;
    }

    private boolean fresh(IssuedToken token, Duration margin) {
        return clock.instant().plus(margin).isBefore(token.expiresAt());
    }
}
