package dev.sextant.testsupport;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Access tokens of one subject, as the auth-server would sign them; each setter gives a changed copy. */
public record TestTokens(
        ECKey key,
        String subject,
        String audience,
        List<String> roles,
        List<String> permissions,
        @Nullable String actor,
        Duration lifetime) {

    private static final String ISSUER = "sextant";
    private static final String PLATFORM = "sextant";

    TestTokens(ECKey key, String subject) {
        this(key, subject, PLATFORM, List.of(), List.of(), null, Duration.ofMinutes(10));
    }

    /** For a plugin: its name. The default is the platform's door. */
    public TestTokens audience(String changed) {
        return new TestTokens(key, subject, changed, roles, permissions, actor, lifetime);
    }

    public TestTokens roles(String... changed) {
        return new TestTokens(key, subject, audience, List.of(changed), permissions, actor, lifetime);
    }

    public TestTokens permissions(String... changed) {
        return new TestTokens(key, subject, audience, roles, List.of(changed), actor, lifetime);
    }

    /** Somebody who acts for the subject, such as {@code service:api-gateway}. */
    public TestTokens actor(String changed) {
        return new TestTokens(key, subject, audience, roles, permissions, changed, lifetime);
    }

    /** A lifetime from now; a negative one makes an expired token. */
    public TestTokens lifetime(Duration changed) {
        return new TestTokens(key, subject, audience, roles, permissions, actor, changed);
    }

    /** The token itself. */
    public String token() {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();
        SignedJWT jwt = new SignedJWT(header, claims());
        try {
            jwt.sign(new ECDSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return jwt.serialize();
    }

    /** The value of the Authorization header. */
    public String bearer() {
        return "Bearer " + token();
    }

    /** The claims that {@link #token()} signs, for tests that change them. */
    public JWTClaimsSet claims() {
        Instant now = Instant.now();
        Instant issuedAt = lifetime.isNegative() ? now.plus(lifetime.multipliedBy(2)) : now;
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(subject)
                .audience(audience)
                .claim("name", subject.substring(subject.indexOf(':') + 1))
                .claim("roles", roles)
                .claim("permissions", permissions)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(issuedAt))
                .expirationTime(Date.from(now.plus(lifetime)));
        if (actor != null) {
            claims.claim("act", Map.of("sub", actor));
        }
        return claims.build();
    }
}
