package dev.sextant.core;

import dev.sextant.testsupport.TestIdentities;
import dev.sextant.testsupport.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the core under test over HTTP, as somebody. */
public final class CoreClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI core;
    private final TestTokens tokens;

    public CoreClient(int port, TestTokens tokens) {
        this.core = URI.create("http://127.0.0.1:" + port);
        this.tokens = tokens;
    }

    public static CoreClient administrator(int port) {
        return new CoreClient(port, TestIdentities.shared().administrator());
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    public Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /** Registers a package that nobody has signed, which has to be accepted. */
    public Answer register(String packageId) {
        return post("/platform/v1/plugin-packages/" + packageId + "/register", "{\"acceptUnsigned\": true}");
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    public Answer upload(byte[] archive) {
        return send(upload(BodyPublishers.ofByteArray(archive)));
    }

    /** A request for an upload, to which a test may add headers. */
    public HttpRequest.Builder upload(HttpRequest.BodyPublisher body) {
        return request("/platform/v1/plugin-packages")
                .header("Content-Type", "application/zip")
                .POST(body);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(core.resolve(path)).header("Authorization", tokens.bearer());
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        public String text(String field) {
            return json().path(field).asString();
        }
    }
}
