package dev.sextant.web.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sextant.testsupport.TestIdentities;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityClientsTests {
    private static final TestIdentities IDENTITIES = TestIdentities.stranger("known");

    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger keySets = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    private Path folder;

    private HttpServer server;
    private Path keyFile;
    private IdentityClients clients;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/auth/v1/token", exchange -> {
            String body = "{\"access_token\":\"token-%d\",\"token_type\":\"Bearer\",\"expires_in\":600}";
            answer(exchange, body.formatted(tokens.incrementAndGet()));
        });
        server.createContext("/auth/v1/keys", exchange -> {
            keySets.incrementAndGet();
            answer(exchange, new JWKSet(IDENTITIES.key()).toString(true));
        });
        server.start();
        keyFile = folder.resolve("service.jwk");
        URI authUrl = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        clients = IdentityClients.of(new IdentityProperties("sextant", "service:test", keyFile, authUrl), now::get);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void saysThatTheIdentityFileIsMissingAndUsesItOnceItIsThere() throws Exception {
        assertThatExceptionOfType(IdentityUnavailableException.class)
                .isThrownBy(() -> clients.identity().token())
                .withMessageContaining("does not exist yet");
        writeKey();
        assertThat(clients.identity().token()).isEqualTo("token-1");
    }

    @Test
    void waitsForTheIdentityFile() throws Exception {
        Thread writer = Thread.ofVirtual().start(this::writeKey);
        assertThat(clients.identity().awaitToken(Duration.ofSeconds(30))).isEqualTo("token-1");
        writer.join();
    }

    @Test
    void asksForOneTokenUntilItIsNearlyOver() throws Exception {
        writeKey();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int index = 0; index < 50; index++) {
                executor.submit(() -> clients.identity().token());
            }
        }
        assertThat(tokens).hasValue(1);
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(541)));
        assertThat(clients.identity().token()).isEqualTo("token-2");
    }

    @Test
    void goesOnWithItsTokenAndTheKnownKeysWhileTheAuthServerIsAway() throws Exception {
        writeKey();
        assertThat(clients.keys().find("known")).isPresent();
        server.stop(0);
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(541)));
        assertThat(clients.identity().token()).isEqualTo("token-1");
        assertThat(clients.keys().find("known")).isPresent();
        assertThat(clients.keys().find("other")).isEmpty();
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(60)));
        assertThatExceptionOfType(IdentityUnavailableException.class)
                .isThrownBy(() -> clients.identity().token());
        assertThat(clients.keys().find("known")).isPresent();
    }

    @Test
    void doesNotLetUnknownKeyIdsFloodTheAuthServer() throws Exception {
        writeKey();
        for (int index = 0; index < 100; index++) {
            assertThat(clients.keys().find("unknown-" + index)).isEmpty();
        }
        int before = keySets.get();
        assertThat(before).isLessThanOrEqualTo(2);
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(6)));
        assertThat(clients.keys().find("unknown")).isEmpty();
        assertThat(keySets).hasValue(before + 1);
    }

    @Test
    void saysThatKeysAreNotKnownYet() {
        server.stop(0);
        writeKey();
        assertThatExceptionOfType(IdentityUnavailableException.class)
                .isThrownBy(() -> clients.keys().find("known"));
    }

    private void writeKey() {
        try {
            Path unfinished = Files.writeString(
                    folder.resolve("unfinished"),
                    TestIdentities.stranger("own").key().toJSONString());
            Files.move(unfinished, keyFile);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
