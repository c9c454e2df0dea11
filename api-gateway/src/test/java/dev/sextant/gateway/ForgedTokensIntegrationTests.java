package dev.sextant.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verifier has tests of its own; these show that the door relies on it and on nothing else. */
class ForgedTokensIntegrationTests {
    @TempDir
    static Path home;

    @Test
    void refusesEveryForgedToken() throws JOSEException {
        try (GatewayHarness gateway = new GatewayHarness(home)) {
            assertThat(status(gateway, gateway.token())).isEqualTo(200);
            gateway.core.received().clear();

            forged(gateway.authority)
                    .forEach((name, token) ->
                            assertThat(status(gateway, token)).as(name).isEqualTo(401));

            assertThat(gateway.core.received()).isEmpty();
        }
    }

    private static int status(GatewayHarness gateway, String token) {
        HttpResponse<String> answer =
                gateway.send(gateway.request("/platform/v1/runs").header("Authorization", "Bearer " + token));
        if (answer.statusCode() != 200) {
            assertThat(answer.body()).doesNotContain(token);
        }
        return answer.statusCode();
    }

    private static Map<String, String> forged(TestAuthority authority) throws JOSEException {
        String good = authority.token("user:ada", "sextant");
        String[] parts = good.split("\\.");
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("another key with our key id", TestAuthority.sign(sameId(authority), eve()));
        forged.put("an unknown key", TestAuthority.sign(TestAuthority.newKey(), eve()));
        forged.put("alg none", encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + parts[1] + ".");
        forged.put("alg None", encode("{\"alg\":\"None\",\"typ\":\"at+jwt\"}") + "." + parts[1] + ".");
        forged.put("alg none with a signature", encode("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2]);
        forged.put("HS256 with the public key", hmac(authority));
        forged.put("zero signature", parts[0] + "." + parts[1] + "." + encode(new byte[64]));
        forged.put("empty signature", parts[0] + "." + parts[1] + ".");
        forged.put("no signature", parts[0] + "." + parts[1]);
        forged.put("short signature", parts[0] + "." + parts[1] + "." + parts[2].substring(2));
        forged.put("changed claims", parts[0] + "." + encode(eve().toString()) + "." + parts[2]);
        forged.put("typ JWT", header(authority, builder -> builder.type(JOSEObjectType.JWT)));
        forged.put("no typ", header(authority, builder -> builder.type(null)));
        forged.put("jku", header(authority, builder -> builder.jwkURL(URI.create("http://127.0.0.1:1/keys"))));
        forged.put(
                "own jwk",
                header(authority, builder -> builder.jwk(authority.key().toPublicJWK())));
        forged.put("x5u", header(authority, builder -> builder.x509CertURL(URI.create("http://127.0.0.1:1/x"))));
        forged.put("crit", header(authority, builder -> builder.criticalParams(java.util.Set.of("exp"))));
        forged.put("kid with a path", header(authority, builder -> builder.keyID("../../dev/null")));
        forged.put("no kid", header(authority, builder -> builder.keyID(null)));
        forged.put("for a plugin", authority.token("user:ada", "inventory"));
        forged.put("for the token endpoint", authority.token("user:ada", "sextant/token"));
        forged.put("two audiences", authority.tokenWith(claims -> claims.audience(List.of("sextant", "inventory"))));
        forged.put("no audience", authority.tokenWith(claims -> claims.audience((String) null)));
        forged.put("another issuer", authority.tokenWith(claims -> claims.issuer("https://evil.example")));
        forged.put("expired", authority.token("user:ada", "sextant", Duration.ofSeconds(-1)));
        forged.put("no expiry", authority.tokenWith(claims -> claims.expirationTime(null)));
        forged.put("lives too long", authority.token("user:ada", "sextant", Duration.ofHours(1)));
        forged.put("not yet valid", authority.tokenWith(claims -> claims.notBeforeTime(inAnHour())));
        forged.put("issued tomorrow", authority.tokenWith(claims -> claims.issueTime(inAnHour())));
        forged.put("no subject", authority.tokenWith(claims -> claims.subject(null)));
        forged.put("a strange subject", authority.tokenWith(claims -> claims.subject("root")));
        forged.put("permissions as text", authority.tokenWith(claims -> claims.claim("permissions", "*")));
        forged.put("padding", good + "=");
        forged.put("five parts", good + ".a.b");
        forged.put("nothing but dots", "..");
        forged.put("a word", "qwertyuiop");
        return forged;
    }

    private static com.nimbusds.jwt.JWTClaimsSet eve() {
        return TestAuthority.claims("user:eve", "sextant", Duration.ofMinutes(5))
                .build();
    }

    private static ECKey sameId(TestAuthority authority) {
        return new ECKey.Builder(TestAuthority.newKey())
                .keyID(authority.key().getKeyID())
                .build();
    }

    private static String header(TestAuthority authority, java.util.function.UnaryOperator<JWSHeader.Builder> change) {
        JWSHeader.Builder builder = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(authority.key().getKeyID());
        return TestAuthority.sign(authority.key(), change.apply(builder).build(), eve());
    }

    private static String hmac(TestAuthority authority) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(authority.key().getKeyID())
                        .build(),
                eve());
        jwt.sign(new MACSigner(authority.key().toECPublicKey().getEncoded()));
        return jwt.serialize();
    }

    private static Date inAnHour() {
        return Date.from(Instant.now().plus(Duration.ofHours(1)));
    }

    private static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
