package dev.sextant.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.sextant.auth.key.SigningKeys;
import dev.sextant.contract.Ids;
import dev.sextant.web.identity.Permissions;
import dev.sextant.web.identity.TokenVerifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Signs access tokens. */
@Component
public class AccessTokens {
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private final SigningKeys keys;
    private final InstantSource clock;

    AccessTokens(SigningKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** What a token says. */
    public record Grant(
            String subject,
            String displayName,
            List<String> roles,
            Permissions permissions,
            String audience,
            @Nullable String actor,
            @Nullable Instant notAfter) {

        /** A subject at the platform's own door. */
        public static Grant platform(String subject, String displayName, List<String> roles, Permissions permissions) {
            return new Grant(subject, displayName, roles, permissions, TokenVerifier.PLATFORM_AUDIENCE, null, null);
        }
    }

    /** A signed token and how long it lives. */
    public record Signed(String value, Duration lifetime) {
        @Override
        public String toString() {
            return "Signed[lifetime=%s]".formatted(lifetime);
        }
    }

    public Signed sign(Grant grant) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant end = now.plus(LIFETIME);
        if (grant.notAfter() != null && grant.notAfter().isBefore(end)) {
            end = grant.notAfter();
        }
        ECKey key = keys.active();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TokenVerifier.TYPE)
                .keyID(key.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims(grant, now, end));
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("The signing key cannot sign", impossible);
        }
        return new Signed(token.serialize(), Duration.between(now, end));
    }

    private static JWTClaimsSet claims(Grant grant, Instant now, Instant end) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(TokenVerifier.ISSUER)
                .audience(grant.audience())
                .subject(grant.subject())
                .claim("name", grant.displayName())
                .claim("roles", grant.roles())
                .claim("permissions", grant.permissions().toList())
                .jwtID(Ids.next())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(end));
        if (grant.actor() != null) {
            claims.claim("act", Map.of("sub", grant.actor()));
        }
        return claims.build();
    }
}
