package dev.sextant.gateway.route;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.sextant.gateway.door.TokenDigest;
import dev.sextant.gateway.problem.GatewayError;
import dev.sextant.gateway.problem.GatewayException;
import dev.sextant.web.identity.IdentityUnavailableException;
import dev.sextant.web.identity.IssuedToken;
import dev.sextant.web.identity.ServiceIdentity;
import dev.sextant.web.identity.TokenNotPermittedException;
import dev.sextant.web.identity.TokenRejectedException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tokens for one plugin's audience, got in exchange for the callers' own (RFC 8693) and remembered until shortly
 * before they end. Requests that need the same token at once wait for one exchange.
 */
@Component
class PluginTokens {
    private static final int REMEMBERED = 10_000;
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private record Key(TokenDigest caller, String plugin) {}

    private final ServiceIdentity identity;
    private final Executor exchanges = Executors.newVirtualThreadPerTaskExecutor();
    private final AsyncCache<Key, IssuedToken> tokens = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfter(Expiry.<Key, IssuedToken>creating((key, token) -> remaining(token)))
            .executor(exchanges)
            .buildAsync();

    PluginTokens(ServiceIdentity identity) {
        this.identity = identity;
    }

    Mono<String> exchange(String callerToken, String plugin) {
        Key key = new Key(TokenDigest.of(callerToken), plugin);
        return Mono.fromFuture(() -> tokens.get(key, any -> identity.exchange(callerToken, plugin)), true)
                .map(IssuedToken::value)
                .onErrorMap(TokenNotPermittedException.class, PluginTokens::notPermitted)
                .onErrorMap(TokenRejectedException.class, PluginTokens::refused)
                .onErrorMap(IdentityUnavailableException.class, PluginTokens::unavailable);
    }

    private static Duration remaining(IssuedToken token) {
        Duration remaining = Duration.between(Instant.now(), token.expiresAt()).minus(MARGIN);
        return remaining.isNegative() ? Duration.ZERO : remaining;
    }

    private static GatewayException refused(TokenRejectedException rejected) {
        return new GatewayException(
                GatewayError.UNAUTHENTICATED, "The auth-server no longer accepts this token. Sign in again");
    }

    private static GatewayException notPermitted(TokenNotPermittedException refused) {
        return new GatewayException(
                GatewayError.NOT_PERMITTED, "The auth-server gives no token for this plugin: " + refused.reason());
    }

    private static GatewayException unavailable(IdentityUnavailableException failure) {
        return new GatewayException(
                GatewayError.IDENTITY_UNAVAILABLE,
                "The auth-server does not answer, so no token for the plugin can be had",
                Duration.ofSeconds(2),
                failure);
    }
}
