package dev.sextant.gateway.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sextant.gateway.PluginNames;
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
    private final Cache<Key, Caller> verified = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(MEMORY)
            .build();

    CallerTokens(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    /** What a token was good for: the platform, or also this plugin. */
    private record Key(TokenDigest token, String plugin) {}

    /** The caller with this token for this path: a plugin's own pages reach that plugin, and nothing else. */
    Mono<Caller> verify(String token, String rawPath) {
        String segment = PluginNames.firstSegment(rawPath);
        String plugin = PluginNames.isPlugin(segment) ? segment : "";
        Key key = new Key(TokenDigest.of(token), plugin);
        Caller known = verified.getIfPresent(key);
        if (known != null && clock.instant().isBefore(known.expiresAt())) {
            return Mono.just(known);
        }
        // Off the event loop: the verifier may have to fetch the key set first.
        return Mono.fromCallable(() -> accepted(token, plugin))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnNext(caller -> verified.put(key, caller))
                .onErrorMap(TokenRejectedException.class, CallerTokens::refused)
                .onErrorMap(IdentityUnavailableException.class, CallerTokens::unavailable);
    }

    private Caller accepted(String token, String plugin) {
        try {
            return verifier.verify(token);
        } catch (TokenRejectedException notForThePlatform) {
            if (plugin.isEmpty()) {
                throw notForThePlatform;
            }
            return verifier.forAudience(TokenVerifier.pagesAudience(plugin)).verify(token);
        }
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
