package dev.sextant.gateway.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sextant.gateway.problem.GatewayError;
import dev.sextant.gateway.problem.GatewayException;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.identity.IdentityUnavailableException;
import dev.sextant.web.identity.TokenRejectedException;
import dev.sextant.web.identity.TokenVerifier;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Verifies bearer tokens; remembers for some seconds which ones were good, because a signature costs time. */
@Component
class CallerTokens {
    private static final int REMEMBERED = 10_000;
    /** As long as a withdrawn signing key goes on being honoured for a token that was just seen. */
    private static final Duration MEMORY = Duration.ofSeconds(20);

    private final TokenVerifier verifier;
    private final InstantSource clock = InstantSource.system();
    private final Cache<TokenDigest, Caller> verified = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(MEMORY)
            .build();

    CallerTokens(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    Mono<Caller> verify(String token) {
        TokenDigest digest = TokenDigest.of(token);
        Caller known = verified.getIfPresent(digest);
        if (known != null && clock.instant().isBefore(known.expiresAt())) {
            return Mono.just(known);
        }
        // Off the event loop: the verifier may have to fetch the key set first.
        return Mono.fromCallable(() -> verifier.verify(token))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnNext(caller -> verified.put(digest, caller))
                .onErrorMap(TokenRejectedException.class, CallerTokens::refused)
                .onErrorMap(IdentityUnavailableException.class, CallerTokens::unavailable);
    }

    private static GatewayException refused(TokenRejectedException rejected) {
        return new GatewayException(GatewayError.UNAUTHENTICATED, rejected.getMessage() + ". Sign in again");
    }

    private static GatewayException unavailable(IdentityUnavailableException unavailable) {
        return new GatewayException(
                GatewayError.IDENTITY_UNAVAILABLE,
                "The auth-server does not answer and its keys are not known yet",
                Duration.ofSeconds(2),
                unavailable);
    }
}
