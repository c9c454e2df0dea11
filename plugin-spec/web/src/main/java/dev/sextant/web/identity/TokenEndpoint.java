package dev.sextant.web.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The auth-server's token endpoint, called with a signed client assertion (private_key_jwt). */
final class TokenEndpoint {
    static final String ASSERTION_AUDIENCE = "sextant/token";

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";
    private static final Duration ASSERTION_LIFETIME = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI uri;
    private final String clientId;
    private final PrivateKeyFile keyFile;
    private final AuthServerClient client;
    private final InstantSource clock;

    TokenEndpoint(URI authUrl, String clientId, PrivateKeyFile keyFile, AuthServerClient client, InstantSource clock) {
        this.uri = authUrl.resolve("/auth/v1/token");
        this.clientId = clientId;
        this.keyFile = keyFile;
        this.client = client;
        this.clock = clock;
    }

    IssuedToken clientCredentials() {
        HttpResponse<String> response = post(Map.of("grant_type", "client_credentials"));
        if (response.statusCode() != 200) {
            throw new IdentityUnavailableException(
                    "The auth-server refused the identity %s: %s".formatted(clientId, problem(response)), null);
        }
        return issued(response);
    }

    IssuedToken exchange(String subjectToken, String audience) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", EXCHANGE);
        form.put("subject_token", subjectToken);
        form.put("subject_token_type", ACCESS_TOKEN_TYPE);
        form.put("audience", audience);
        HttpResponse<String> response = post(form);
        return switch (response.statusCode()) {
            case 200 -> issued(response);
            case 403 -> throw new TokenNotPermittedException(problem(response));
            case 400 -> throw new TokenRejectedException("The token cannot be exchanged: " + problem(response));
            default -> throw new IdentityUnavailableException("The token exchange failed: " + problem(response), null);
        };
    }

    private HttpResponse<String> post(Map<String, String> grant) {
        Map<String, String> form = new LinkedHashMap<>(grant);
        form.put("client_assertion_type", ASSERTION_TYPE);
        form.put("client_assertion", assertion(keyFile.read()));
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return client.send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String assertion(ECKey key) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience(ASSERTION_AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(ASSERTION_LIFETIME)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        try {
            jwt.sign(new ECDSASigner(key));
        } catch (JOSEException failure) {
            throw new IdentityUnavailableException("The identity's key cannot sign", failure);
        }
        return jwt.serialize();
    }

    private IssuedToken issued(HttpResponse<String> response) {
        JsonNode answer = read(response);
        return new IssuedToken(
                answer.path("access_token").asString(""),
                clock.instant().plusSeconds(answer.path("expires_in").asLong(0)));
    }

    private static String problem(HttpResponse<String> response) {
        JsonNode answer = read(response);
        return "%d %s %s"
                .formatted(
                        response.statusCode(),
                        answer.path("error").asString(answer.path("code").asString("")),
                        answer.path("error_description")
                                .asString(answer.path("detail").asString("")));
    }

    private static JsonNode read(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException notJson) {
            return JSON.createObjectNode();
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
