package dev.sextant.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Signs tokens as the auth-server does. */
public final class TestAuthority {
    private final ECKey key = newKey();

    public static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public ECKey key() {
        return key;
    }

    public String token(String subject, String audience) {
        return token(subject, audience, Duration.ofMinutes(10));
    }

    public String token(String subject, String audience, Duration lifetime) {
        return sign(key, claims(subject, audience, lifetime).build());
    }

    /** A token that differs from a good one in what the change does to its claims. */
    public String tokenWith(UnaryOperator<JWTClaimsSet.Builder> change) {
        return sign(
                key,
                change.apply(claims("user:eve", "sextant", Duration.ofMinutes(10)))
                        .build());
    }

    public static JWTClaimsSet.Builder claims(String subject, String audience, Duration lifetime) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer("sextant")
                .subject(subject)
                .audience(audience)
                .claim("name", subject.substring(subject.indexOf(':') + 1))
                .claim("roles", List.of())
                .claim("permissions", List.of("*"))
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)));
    }

    public static String sign(ECKey key, JWTClaimsSet claims) {
        return sign(
                key,
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(key.getKeyID())
                        .build(),
                claims);
    }

    public static String sign(ECKey key, JWSHeader header, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
