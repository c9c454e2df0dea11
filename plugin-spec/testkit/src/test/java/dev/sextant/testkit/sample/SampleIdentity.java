package dev.sextant.testkit.sample;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The sample's own token, and its check of others'. */
final class SampleIdentity {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI gateway;
    private final Path secrets;
    private final Set<Defect> defects;
    private @Nullable String own;
    private @Nullable JWKSet keys;

    SampleIdentity(URI gateway, Path secrets, Set<Defect> defects) {
        this.gateway = gateway;
        this.secrets = secrets;
        this.defects = defects;
    }

    /** Sends something to the platform; the status, or 0 when nobody answered. */
    int tell(String path, Object body) throws InterruptedException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            if (!defects.contains(Defect.TELLS_WITHOUT_TOKEN)) {
                request.header("Authorization", "Bearer " + own());
            }
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException lost) {
            return 0;
        }
    }

    void check(@Nullable String bearer, String permission) throws Refusal {
        if (defects.contains(Defect.OPEN_WITHOUT_TOKEN)) {
            return;
        }
        JWTClaimsSet claims;
        try {
            if (bearer == null) {
                throw new Refusal(401, "UNAUTHENTICATED", "No token");
            }
            SignedJWT jwt = SignedJWT.parse(bearer.substring("Bearer ".length()));
            claims = jwt.getJWTClaimsSet();
            boolean signed = defects.contains(Defect.ANY_SIGNATURE) || isSigned(jwt);
            boolean ours = defects.contains(Defect.ANY_AUDIENCE)
                    || claims.getAudience().equals(List.of("sample"));
            boolean inTime = defects.contains(Defect.NEVER_EXPIRES)
                    || claims.getExpirationTime().toInstant().isAfter(Instant.now());
            if (!signed || !ours || !inTime || !"sextant".equals(claims.getIssuer())) {
                throw new Refusal(401, "UNAUTHENTICATED", "The token is refused");
            }
        } catch (ParseException | RuntimeException malformed) {
            throw new Refusal(401, "UNAUTHENTICATED", "The token is malformed");
        }
        if (!defects.contains(Defect.NO_PERMISSIONS)
                && !(claims.getClaim("permissions") instanceof List<?> granted && granted.contains(permission))) {
            throw new Refusal(403, "FORBIDDEN", "The permission is missing");
        }
    }

    private boolean isSigned(SignedJWT jwt) {
        try {
            JWK key = keys().getKeyByKeyId(jwt.getHeader().getKeyID());
            return JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
                    && key != null
                    && jwt.verify(new ECDSAVerifier(key.toECKey()));
        } catch (JOSEException refused) {
            return false;
        }
    }

    private synchronized JWKSet keys() {
        JWKSet known = keys;
        if (known == null) {
            try {
                HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/auth/v1/keys"))
                        .header("Authorization", "Bearer " + own())
                        .build();
                known = JWKSet.parse(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
                keys = known;
            } catch (IOException | InterruptedException | ParseException failed) {
                throw new IllegalStateException(failed);
            }
        }
        return known;
    }

    private synchronized String own() throws IOException, InterruptedException {
        String known = own;
        if (known == null) {
            String form = "grant_type=client_credentials&client_assertion=" + assertion();
            HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/auth/v1/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build();
            String answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            known = JSON.readTree(answer).path("access_token").asString("");
            own = known;
        }
        return known;
    }

    private String assertion() throws IOException {
        try {
            ECKey key = ECKey.parse(Files.readString(secrets.resolve("identity.jwk")));
            Instant now = Instant.now();
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    new JWTClaimsSet.Builder()
                            .issuer("plugin:sample")
                            .subject("plugin:sample")
                            .audience("sextant/token")
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plusSeconds(60)))
                            .jwtID(UUID.randomUUID().toString())
                            .build());
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException | ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
