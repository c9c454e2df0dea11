package dev.sextant.core;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sextant.testsupport.TestIdentities;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The few answers of the auth-server that the core needs: tokens for itself, and plugin identities that it keeps. */
public final class FakeAuthServer {
    private static final FakeAuthServer SHARED = new FakeAuthServer();
    private static final String IDENTITIES = "/auth/v1/identities/";

    private final Map<String, JsonNode> identities = new ConcurrentHashMap<>();
    private final HttpServer server;

    private FakeAuthServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/auth/v1/token", this::token);
            server.createContext("/auth/v1/keys", this::keys);
            server.createContext(IDENTITIES, this::identity);
            server.createContext("/auth/v1/sub-systems/", this::subSystem);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public static FakeAuthServer shared() {
        return SHARED;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What the core has registered for a subject such as {@code plugin:probe}. */
    public Optional<JsonNode> identity(String subject) {
        return Optional.ofNullable(identities.get(subject));
    }

    /** Writes the private key by which the core proves who it is. */
    static void writeIdentity(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    new ECKeyGenerator(Curve.P_256).keyID("core").generate().toJSONString());
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        var token = TestIdentities.shared()
                .service("platform-core", "*:invoke", "*:read", "identities:manage")
                .token();
        answer(
                exchange,
                200,
                "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":600}".formatted(token));
    }

    private void keys(HttpExchange exchange) throws IOException {
        answer(exchange, 200, new JWKSet(TestIdentities.shared().key()).toString());
    }

    private void identity(HttpExchange exchange) throws IOException {
        var subject = exchange.getRequestURI().getPath().substring(IDENTITIES.length());
        if (!String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .startsWith("Bearer ")) {
            answer(exchange, 401, "{}");
        } else if (exchange.getRequestMethod().equals("PUT")) {
            identities.put(
                    subject,
                    JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
            answer(exchange, 200, "{}");
        } else {
            identities.remove(subject);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        }
    }

    private void subSystem(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            answer(exchange, 200, "{\"code\":\"SYS_TEST\",\"signingKey\":\"%s\"}".formatted("k".repeat(88)));
        } else {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
