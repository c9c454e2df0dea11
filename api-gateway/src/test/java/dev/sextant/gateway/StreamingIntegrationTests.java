package dev.sextant.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build runs these with a heap smaller than the bodies that they send. */
class StreamingIntegrationTests {
    private static final long LARGE = 300L * 1024 * 1024;

    @TempDir
    static Path home;

    private static GatewayHarness gateway;
    private static EchoServer plugin;

    @BeforeAll
    static void start() {
        gateway = new GatewayHarness(home);
        plugin = new EchoServer("plugin");
        gateway.route("streaming", plugin);
    }

    @AfterAll
    static void stop() {
        plugin.close();
        gateway.close();
    }

    @Test
    void theHeapIsSmallerThanTheBodies() {
        assertThat(Runtime.getRuntime().maxMemory()).isLessThan(LARGE);
    }

    @Test
    void passesEachEventOnAsItComes() throws IOException {
        HttpResponse<InputStream> answer = gateway.send(
                gateway.signedIn("/streaming/v1/stream").header("Accept", "text/event-stream"),
                HttpResponse.BodyHandlers.ofInputStream());

        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            // Each event is only sent when the one before has arrived: anything that waits for more would hang here.
            for (int i = 0; i < 5; i++) {
                plugin.events.add("data: " + i + "\n\n");
                assertThat(lines.readLine()).isEqualTo("data: " + i);
                assertThat(lines.readLine()).isEmpty();
            }
            plugin.events.add("end");
            assertThat(lines.readLine()).isNull();
        }
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void streamsUploadsToTheCore() {
        HttpResponse<String> answer = gateway.send(gateway.signedIn("/platform/v1/sink")
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> new ZeroStream(LARGE)), LARGE)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(GatewayHarness.json(answer).at("/bytes").asLong()).isEqualTo(LARGE);
        assertThat(gateway.core.received().getLast().headers()).containsEntry("content-length", Long.toString(LARGE));
    }

    @Test
    void streamsUploadsOfUnknownLengthToAPlugin() {
        HttpResponse<String> answer = gateway.send(gateway.signedIn("/streaming/v1/sink")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofInputStream(() -> new ZeroStream(LARGE))));

        assertThat(GatewayHarness.json(answer).at("/bytes").asLong()).isEqualTo(LARGE);
    }

    @Test
    void streamsDownloads() throws IOException {
        HttpResponse<InputStream> answer = gateway.send(
                gateway.signedIn("/streaming/v1/large?" + LARGE), HttpResponse.BodyHandlers.ofInputStream());

        long bytes = 0;
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = answer.body()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
            }
        }
        assertThat(bytes).isEqualTo(LARGE);
    }
}
