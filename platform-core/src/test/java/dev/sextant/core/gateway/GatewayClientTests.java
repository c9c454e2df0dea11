package dev.sextant.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sextant.web.identity.ServiceIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import tools.jackson.databind.json.JsonMapper;

/** What a plugin that means no good can do to the core by its answers. */
class GatewayClientTests {
    private static final Duration LONG = Duration.ofMinutes(2);

    private final CountDownLatch gone = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer gateway;
    private GatewayClient client;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.setExecutor(threads);
        gateway.createContext("/whole", exchange -> answer(exchange, GatewayClient.MOST_BYTES));
        gateway.createContext("/endless", exchange -> answer(exchange, Long.MAX_VALUE));
        gateway.createContext("/dripping", this::drip);
        gateway.start();
        client = new GatewayClient(
                URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()),
                new StaticListableBeanFactory().getBeanProvider(ServiceIdentity.class),
                JsonMapper.shared());
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
        threads.shutdownNow();
    }

    @Test
    void readsAnAnswerUpToItsBound() throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(client.request("/whole").GET(), LONG);

        assertThat(answer.body()).hasSize(GatewayClient.MOST_BYTES);
    }

    @Test
    void endsAnAnswerThatIsLongerThanItsBound() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> client.send(client.request("/endless").GET(), LONG))
                .withMessageContaining(String.valueOf(GatewayClient.MOST_BYTES));
    }

    @Test
    void endsAnAnswerThatDripsWithoutEnd() throws InterruptedException {
        assertThatExceptionOfType(HttpTimeoutException.class)
                .isThrownBy(() -> client.send(client.request("/dripping").GET(), Duration.ofMillis(500)));

        gone.await();
    }

    private static void answer(HttpExchange exchange, long bytes) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] some = " ".repeat(64 * 1024).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (OutputStream body = exchange.getResponseBody()) {
            for (long sent = 0; sent < bytes; sent += some.length) {
                body.write(some);
            }
        }
    }

    /** Tells when the reader has closed the connection. */
    private void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            while (true) {
                body.write(' ');
                body.flush();
                Thread.sleep(20);
            }
        } catch (IOException closed) {
            gone.countDown();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
