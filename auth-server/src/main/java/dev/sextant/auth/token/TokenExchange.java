package dev.sextant.auth.token;

import dev.sextant.auth.identity.Identity;
import dev.sextant.auth.subsystem.SubSystemTokens;
import dev.sextant.auth.subsystem.SubSystems;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.identity.TokenRejectedException;
import dev.sextant.web.identity.TokenVerifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Gives the gateway a token for one plugin in place of a caller's token for the platform (RFC 8693). */
@Component
class TokenExchange {
    private static final String PERMISSION = "tokens:exchange";
    private static final Pattern PLUGIN = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private final TokenVerifier verifier;
    private final AccessTokens tokens;
    private final SubSystems subSystems;
    private final SubSystemTokens subSystemTokens;
    private final InstantSource clock;

    TokenExchange(
            TokenVerifier verifier,
            AccessTokens tokens,
            SubSystems subSystems,
            SubSystemTokens subSystemTokens,
            InstantSource clock) {
        this.verifier = verifier;
        this.tokens = tokens;
        this.subSystems = subSystems;
        this.subSystemTokens = subSystemTokens;
        this.clock = clock;
    }

    AccessTokens.Signed exchange(Identity client, String subjectToken, String audience) {
        if (!client.permissions().allow(PERMISSION)) {
            throw new TokenRefusedException("unauthorized_client", "This needs the permission " + PERMISSION);
        }
        if (!PLUGIN.matcher(audience).matches() || audience.equals(TokenVerifier.PLATFORM_AUDIENCE)) {
            throw new TokenRefusedException("invalid_target", "The audience must be the name of a plugin");
        }
        Caller caller = verify(subjectToken, audience);
        if (caller.permissions().onlyPasswordChange()) {
            throw new TokenRefusedException("invalid_grant", "The password has to be changed first");
        }
        return subSystems.ofPlugin(audience).isPresent()
                ? forSubSystem(caller, audience)
                : forPlugin(caller, audience, client);
    }

    /** Such a plugin checks no permissions: only who may call its services gets a token for it, not who may read. */
    private AccessTokens.Signed forSubSystem(Caller caller, String plugin) {
        if (!caller.permissions().allow(plugin + ":invoke")) {
            throw new TokenRefusedException("access_denied", "This needs the permission %s:invoke".formatted(plugin));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant longest = now.plus(AccessTokens.LIFETIME);
        Instant end = caller.expiresAt().isBefore(longest) ? caller.expiresAt() : longest;
        return new AccessTokens.Signed(subSystemTokens.sign(plugin, caller, now, end), Duration.between(now, end));
    }

    private AccessTokens.Signed forPlugin(Caller caller, String audience, Identity client) {
        return tokens.sign(new AccessTokens.Grant(
                caller.subject(),
                caller.displayName(),
                caller.roles(),
                caller.permissions().narrowedTo(audience),
                audience,
                client.name(),
                caller.expiresAt()));
    }

    /** A token for the platform, or one that was given to the pages of this very plugin. */
    private Caller verify(String subjectToken, String plugin) {
        try {
            return verifier.verify(subjectToken);
        } catch (TokenRejectedException rejected) {
            return verifyPages(subjectToken, plugin, rejected);
        }
    }

    private Caller verifyPages(String subjectToken, String plugin, TokenRejectedException rejected) {
        try {
            return verifier.forAudience(TokenVerifier.pagesAudience(plugin)).verify(subjectToken);
        } catch (TokenRejectedException again) {
            throw new TokenRefusedException("invalid_grant", rejected.reason());
        }
    }
}
