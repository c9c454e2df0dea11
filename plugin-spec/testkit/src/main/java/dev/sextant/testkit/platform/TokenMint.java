package dev.sextant.testkit.platform;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signs tokens as the platform does, and such as nobody may accept. */
public final class TokenMint {
    private static final String ISSUER = "sextant";
    private static final String PLATFORM = "sextant";
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final ECKey key = newKey("standin-1");
    private final ECKey stranger = newKey("standin-1");

    /** A new P-256 key pair. */
    static ECKey newKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The public keys, as the platform publishes them. */
    Map<String, Object> published() {
        return new JWKSet(key.toPublicJWK()).toJSONObject(true);
    }

    /** A token of the core for a plugin, with permissions such as {@code greeter:invoke}. */
    public String forPlugin(String plugin, String... permissions) {
        return sign(key, claims("service:platform-core", plugin, LIFETIME, List.of(permissions)));
    }

    /** A token of a plugin for the platform. */
    String ofPlugin(String plugin) {
        return sign(
                key, claims("plugin:" + plugin, PLATFORM, LIFETIME, List.of("invocations:report", "variables:read")));
    }

    /** A token that a plugin must refuse, and why. */
    public record Forgery(String name, @Nullable String token) {}

    /** Everything that must be answered 401. */
    public List<Forgery> forgeries(String plugin, String permission) {
        List<String> permissions = List.of(permission);
        JWTClaimsSet good = claims("service:platform-core", plugin, LIFETIME, permissions);
        return List.of(
                new Forgery("no token", null),
                new Forgery("a token that is no token", "abc"),
                new Forgery(
                        "a token for another plugin",
                        sign(key, claims("service:platform-core", "another", LIFETIME, permissions))),
                new Forgery(
                        "a token for the platform's door",
                        sign(key, claims("service:platform-core", PLATFORM, LIFETIME, permissions))),
                new Forgery(
                        "an expired token",
                        sign(key, claims("service:platform-core", plugin, Duration.ofMinutes(-5), permissions))),
                new Forgery("a token signed by a stranger under our key id", sign(stranger, good)),
                new Forgery("a token with a changed claim", changed(good)),
                new Forgery("a token that says it needs no signature (alg none)", unsigned(good)),
                new Forgery("a token signed with HS256 and our public key", symmetric(good)),
                new Forgery(
                        "a token of another issuer",
                        sign(
                                key,
                                new JWTClaimsSet.Builder(good)
                                        .issuer("elsewhere")
                                        .build())));
    }

    /** The plugin whose token this is; null when it is none of ours, or is over. */
    @Nullable String pluginOf(@Nullable String bearer) {
        if (bearer == null || !bearer.startsWith("Bearer ")) {
            return null;
        }
        try {
            SignedJWT jwt = SignedJWT.parse(bearer.substring("Bearer ".length()));
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            boolean valid = jwt.verify(new ECDSAVerifier(key.toECPublicKey()))
                    && claims.getAudience().equals(List.of(PLATFORM))
                    && claims.getExpirationTime().toInstant().isAfter(Instant.now());
            return valid && claims.getSubject().startsWith("plugin:")
                    ? claims.getSubject().substring("plugin:".length())
                    : null;
        } catch (ParseException | JOSEException | RuntimeException refused) {
            return null;
        }
    }

    static String sign(ECKey key, JWTClaimsSet claims) {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(TYPE)
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        try {
            jwt.sign(new ECDSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return jwt.serialize();
    }

    private static JWTClaimsSet claims(String subject, String audience, Duration lifetime, List<String> permissions) {
        Instant end = Instant.now().plus(lifetime);
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(subject)
                .audience(audience)
                .claim("name", subject.substring(subject.indexOf(':') + 1))
                .claim("roles", List.of())
                .claim("permissions", permissions)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(end.minus(LIFETIME)))
                .expirationTime(Date.from(end))
                .build();
    }

    private String changed(JWTClaimsSet good) {
        String[] parts = sign(key, good).split("\\.");
        String more = new JWTClaimsSet.Builder(good)
                .claim("permissions", List.of("*"))
                .build()
                .toString();
        return parts[0] + "." + Base64URL.encode(more) + "." + parts[2];
    }

    private static String unsigned(JWTClaimsSet good) {
        String header = "{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"standin-1\"}";
        return Base64URL.encode(header) + "." + Base64URL.encode(good.toString()) + ".";
    }

    private String symmetric(JWTClaimsSet good) {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(TYPE)
                        .keyID(key.getKeyID())
                        .build(),
                good);
        try {
            jwt.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return jwt.serialize();
    }
}
