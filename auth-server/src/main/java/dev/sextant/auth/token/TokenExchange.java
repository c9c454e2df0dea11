package dev.sextant.auth.token;

import dev.sextant.auth.identity.Identity;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.identity.TokenRejectedException;
import dev.sextant.web.identity.TokenVerifier;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Gives the gateway a token for one plugin in place of a caller's token for the platform (RFC 8693). */
@Component
class TokenExchange {
    private static final String PERMISSION = "tokens:exchange";
    private static final Pattern PLUGIN = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private final TokenVerifier verifier;
    private final AccessTokens tokens;

    TokenExchange(TokenVerifier verifier, AccessTokens tokens) {
        this.verifier = verifier;
        this.tokens = tokens;
    }

    AccessTokens.Signed exchange(Identity client, String subjectToken, String audience) {
        if (!client.permissions().allow(PERMISSION)) {
            throw new TokenRefusedException("unauthorized_client", "This needs the permission " + PERMISSION);
        }
        if (!PLUGIN.matcher(audience).matches() || audience.equals(TokenVerifier.PLATFORM_AUDIENCE)) {
            throw new TokenRefusedException("invalid_target", "The audience must be the name of a plugin");
        }
        Caller caller = verify(subjectToken);
        if (caller.permissions().onlyPasswordChange()) {
            throw new TokenRefusedException("invalid_grant", "The password has to be changed first");
        }
        return tokens.sign(new AccessTokens.Grant(
                caller.subject(),
                caller.displayName(),
                caller.roles(),
                caller.permissions().narrowedTo(audience),
                audience,
                client.name(),
                caller.expiresAt()));
    }

    private Caller verify(String subjectToken) {
        try {
            return verifier.verify(subjectToken);
        } catch (TokenRejectedException rejected) {
            throw new TokenRefusedException("invalid_grant", rejected.reason());
        }
    }
}
