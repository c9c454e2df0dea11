package dev.sextant.testkit.check;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Calls the plugin as the platform does, and looks into every answer for what must not be there. */
final class PluginClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration ANSWER = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final List<String> canaries = new ArrayList<>();
    private final Set<String> leaks = new TreeSet<>();
    private URI address;

    PluginClient(URI address, List<String> canaries) {
        this.address = address;
        this.canaries.addAll(canaries);
    }

    void moved(URI now) {
        address = now;
    }

    /** Where answers held a secret. */
    Set<String> leaks() {
        return Set.copyOf(leaks);
    }

    Exchange get(String path, @Nullable String token) throws IOException, InterruptedException {
        return send("GET", path, token, null, BodyPublishers.noBody());
    }

    Exchange post(String path, @Nullable String token, @Nullable String key, Object body)
            throws IOException, InterruptedException {
        return send("POST", path, token, key, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }

    Exchange postBytes(String path, @Nullable String token, @Nullable String key, byte[] body)
            throws IOException, InterruptedException {
        return send("POST", path, token, key, BodyPublishers.ofByteArray(body));
    }

    private Exchange send(
            String method, String path, @Nullable String token, @Nullable String key, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(ANSWER)
                .header("Accept", "application/json, application/problem+json")
                .method(method, body);
        if (method.equals("POST")) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        String what = method + " " + path;
        if (canaries.stream().anyMatch(response.body()::contains)) {
            leaks.add(what);
        }
        return new Exchange(
                what,
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body());
    }
}
