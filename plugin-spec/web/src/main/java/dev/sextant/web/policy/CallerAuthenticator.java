package dev.sextant.web.policy;

import dev.sextant.web.identity.IdentityUnavailableException;
import dev.sextant.web.identity.TokenRejectedException;
import dev.sextant.web.identity.TokenVerifier;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Verifies the request's token. */
public final class CallerAuthenticator implements AuthenticationManager {
    private final TokenVerifier verifier;

    public CallerAuthenticator(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        try {
            String token = ((BearerTokenAuthenticationToken) authentication).getToken();
            return new CallerAuthentication(verifier.verify(token));
        } catch (TokenRejectedException rejected) {
            throw new InvalidBearerTokenException(rejected.reason(), rejected);
        } catch (IdentityUnavailableException unavailable) {
            throw new AuthenticationServiceException(unavailable.getMessage(), unavailable);
        }
    }
}
