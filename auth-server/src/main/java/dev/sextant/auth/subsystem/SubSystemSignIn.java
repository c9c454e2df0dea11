package dev.sextant.auth.subsystem;

import dev.sextant.auth.AuthError;
import dev.sextant.auth.identity.Identities;
import dev.sextant.auth.session.SignInThrottle;
import dev.sextant.auth.token.AccessTokens;
import dev.sextant.contract.problem.ProblemException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Signs sub-systems in. A nonce is good once; only from the plugin's own network it may come again, because WeCube's clients
 * send one and the same each time.
 */
@Component
class SubSystemSignIn {
    private static final Duration REFRESH_LIFETIME = Duration.ofDays(30);
    private static final int TOKEN_BYTES = 32;

    private final SubSystems subSystems;
    private final Identities identities;
    private final AccessTokens tokens;
    private final SignInThrottle throttle;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    SubSystemSignIn(
            SubSystems subSystems,
            Identities identities,
            AccessTokens tokens,
            SignInThrottle throttle,
            InstantSource clock) {
        this.subSystems = subSystems;
        this.identities = identities;
        this.tokens = tokens;
        this.throttle = throttle;
        this.clock = clock;
    }

    /** The tokens of one sign-in and when they end, in milliseconds. */
    record Session(String accessToken, long accessEnds, String refreshToken, long refreshEnds) {
        @Override
        public String toString() {
            return "Session[accessEnds=%d]".formatted(accessEnds);
        }
    }

    Session signIn(String code, String nonce, String password, String address) {
        throttle.check(code, address);
        var found = subSystems.ofCode(code).orElse(null);
        if (found == null || !SubSystemKeys.proves(found.publicKey(), password, code + ":" + nonce)) {
            throttle.failed(code, address);
            throw refused("The code or the password is wrong");
        }
        boolean first = subSystems.use(found, nonce);
        if (!first && !found.isHome(address)) {
            throttle.failed(code, address);
            throw refused("This nonce was used before; take a new one for each sign-in");
        }
        throttle.succeeded(code, address);
        var refreshToken = next();
        long refreshEnds = clock.millis() + REFRESH_LIFETIME.toMillis();
        subSystems.keepRefreshToken(found, refreshToken, refreshEnds);
        return session(found, refreshToken, refreshEnds);
    }

    Session refresh(String refreshToken, String address) {
        throttle.check("sub-system", address);
        var refresh = subSystems.refresh(refreshToken).orElse(null);
        var found = refresh == null ? null : subSystems.ofCode(refresh.code()).orElse(null);
        if (refresh == null || found == null) {
            throttle.failed("sub-system", address);
            throw new ProblemException(AuthError.SESSION_ENDED, "Sign in again with the key");
        }
        return session(found, refreshToken, refresh.expiresAt());
    }

    private Session session(SubSystem subSystem, String refreshToken, long refreshEnds) {
        var identity = identities
                .find(subSystem.identity())
                .orElseThrow(() -> refused("No instance of %s is launched".formatted(subSystem.plugin())));
        var signed = tokens.sign(AccessTokens.Grant.platform(
                identity.name(), identity.displayName(), List.of(), identity.permissions()));
        long ends = clock.millis() + signed.lifetime().toMillis();
        return new Session(signed.value(), ends, refreshToken, refreshEnds);
    }

    private String next() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ProblemException refused(String why) {
        return new ProblemException(AuthError.SIGN_IN_REFUSED, why);
    }
}
