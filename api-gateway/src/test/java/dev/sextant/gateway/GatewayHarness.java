package dev.sextant.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway with real servers behind it, each in this process but reached by its own socket. */
public final class GatewayHarness implements AutoCloseable {
    public final TestAuthority authority = new TestAuthority();
    public final FakeAuthServer auth = new FakeAuthServer(authority);
    public final Path home;
    public FakeCore core = new FakeCore(0);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private ConfigurableApplicationContext gateway;

    public GatewayHarness(Path home, String... settings) {
        this.home = home;
        try {
            Path identities = Files.createDirectories(home.resolve("secrets/identities"));
            Files.writeString(
                    identities.resolve("api-gateway.jwk"),
                    TestAuthority.newKey().toJSONString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        gateway = start(settings);
    }

    private ConfigurableApplicationContext start(String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--SEXTANT_HOME=" + home,
                "--SEXTANT_CORE_URL=" + core.url(),
                "--SEXTANT_AUTH_URL=" + auth.url(),
                "--sextant.gateway.plugin-networks=127.0.0.0/8"));
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        return SpringApplication.run(ApiGatewayApplication.class, arguments.toArray(String[]::new));
    }

    public void restartGateway() {
        gateway.close();
        gateway = start();
    }

    public int port() {
        return ((ReactiveWebServerApplicationContext) gateway).getWebServer().getPort();
    }

    public <T> T bean(Class<T> type) {
        return gateway.getBean(type);
    }

    /** A token of a user of the platform. */
    public String token() {
        return authority.token("user:ada", "sextant");
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30));
    }

    public HttpRequest.Builder signedIn(String path) {
        return request(path).header("Authorization", "Bearer " + token());
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    /** Sends bytes as they are, so that no client library tidies the path up, and gives what comes back. */
    public String raw(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String raw(String method, String target, String... headers) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: gateway\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return raw(request.append("Connection: close\r\n\r\n").toString());
    }

    public static int statusOf(String rawAnswer) {
        return Integer.parseInt(rawAnswer.substring(9, 12));
    }

    /** Announces one instance of the plugin and waits until the gateway routes to it. */
    public void route(String plugin, EchoServer instance) {
        core.route(plugin, plugin + "-1", instance.url().toString());
        await(() -> send(signedIn("/" + plugin + "/v1/ready")).statusCode() == 200);
    }

    public void routes(List<Map<String, String>> items) {
        core.announce(items);
    }

    public void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }

    @Override
    public void close() {
        gateway.close();
        core.close();
        auth.close();
    }
}
