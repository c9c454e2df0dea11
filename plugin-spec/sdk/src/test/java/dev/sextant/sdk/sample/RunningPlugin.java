package dev.sextant.sdk.sample;

import dev.sextant.testsupport.TestIdentities;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample plugin on a free port, with its database in a folder that outlives it. */
public final class RunningPlugin implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConfigurableApplicationContext context;

    private RunningPlugin(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** An answer of the plugin. */
    public record Answer(int status, JsonNode body) {}

    /** Starts the plugin, with further settings where a test needs them. */
    public static RunningPlugin start(Path folder, TestCore core, String... settings) throws IOException {
        Path key = folder.resolve("sealing.key");
        if (!Files.exists(key)) {
            Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--logging.level.root=warn",
                "--test.core=" + core.address(),
                "--sextant.plugin.sealing-key-file=" + key,
                "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("db") + ";WRITE_DELAY=0"));
        arguments.addAll(List.of(settings));
        return new RunningPlugin(
                new SpringApplicationBuilder(SampleApplication.class).run(arguments.toArray(String[]::new)));
    }

    /** A bean of the plugin. */
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** Where it listens. */
    public URI address() {
        String port = Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port"));
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Posts as the core does. */
    public Answer invoke(String path, String body) throws IOException, InterruptedException {
        return send(path, body, "greeter:invoke");
    }

    /** Posts, or gets where there is no body, with permissions; without any, without a token. */
    public Answer send(String path, @Nullable String body, @Nullable String permission)
            throws IOException, InterruptedException {
        String bearer = permission == null
                ? null
                : TestIdentities.shared()
                        .service("platform-core", permission)
                        .audience("greeter")
                        .bearer();
        return sendAs(path, body, bearer);
    }

    /** Posts, or gets where there is no body, with any token. */
    public Answer sendAs(String path, @Nullable String body, @Nullable String bearer)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address().resolve(path));
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(body)).header("Content-Type", "application/json");
        }
        if (bearer != null) {
            request.header("Authorization", bearer);
        }
        HttpResponse<String> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        JsonNode json = answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        return new Answer(answer.statusCode(), json);
    }

    @Override
    public void close() {
        context.close();
    }
}
