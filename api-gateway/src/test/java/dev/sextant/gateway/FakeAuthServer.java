package dev.sextant.gateway;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The part of the auth-server that the gateway relies on; everything else is echoed. */
public final class FakeAuthServer extends EchoServer {
    public final TestAuthority authority;
    public final AtomicInteger exchanges = new AtomicInteger();

    public FakeAuthServer(TestAuthority authority) {
        super("auth-server");
        this.authority = authority;
        on("/auth/v1/token", this::token);
        on("/auth/v1/keys", this::keys);
    }

    private void keys(HttpExchange exchange) throws IOException {
        ECKey key = authority.key().toPublicJWK();
        answer(exchange, 200, new JWKSet(key).toString());
    }

    private void token(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = Arrays.stream(body.split("&"))
                .map(field -> URLDecoder.decode(field, StandardCharsets.UTF_8).split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
        String granted = "client_credentials".equals(form.get("grant_type"))
                ? authority.token("service:api-gateway", "sextant")
                : exchange(form);
        answer(
                exchange,
                200,
                JSON.writeValueAsString(Map.of("access_token", granted, "expires_in", 600, "token_type", "Bearer")));
    }

    private String exchange(Map<String, String> form) {
        exchanges.incrementAndGet();
        try {
            String subject =
                    SignedJWT.parse(form.get("subject_token")).getJWTClaimsSet().getSubject();
            return authority.token(subject, form.get("audience"));
        } catch (ParseException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
