package dev.sextant.testkit.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The sample's HTTP side. */
public final class SamplePlugin implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_BYTES = 1024 * 1024;
    private static final String INVOCATIONS = "/sample/v1/invocations/";

    private final HttpServer server;
    private final SampleIdentity identity;
    private final SampleServices services;
    private final SampleNotes notes;
    private final Set<Defect> defects;

    /** A plugin with these defects. */
    public SamplePlugin(URI gateway, Path secrets, Set<Defect> defects) throws IOException {
        this.defects = Set.copyOf(defects);
        this.identity = new SampleIdentity(gateway, secrets, this.defects);
        this.services = new SampleServices(identity, this.defects);
        this.notes = new SampleNotes(this.defects);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    /** Where it answers. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Loses what it has in memory. */
    public void forget() {
        services.forget();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
            SampleServices.Reply reply;
            String type = "application/json";
            try {
                reply = reply(exchange, body);
            } catch (Refusal refusal) {
                type = defects.contains(Defect.NO_PROBLEM_TYPE) ? "text/plain" : "application/problem+json";
                reply = new SampleServices.Reply(
                        refusal.status(),
                        Map.of(
                                "type", "about:blank",
                                "title", refusal.code(),
                                "code", refusal.code(),
                                "status", refusal.status(),
                                "detail", String.valueOf(refusal.getMessage())));
            }
            byte[] bytes = JSON.writeValueAsBytes(reply.body());
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private SampleServices.Reply reply(HttpExchange exchange, byte[] body) throws Refusal {
        String path = exchange.getRequestURI().getPath();
        String bearer = exchange.getRequestHeaders().getFirst("Authorization");
        if (path.equals("/health")) {
            return new SampleServices.Reply(defects.contains(Defect.NOT_HEALTHY) ? 503 : 200, Map.of("status", "UP"));
        }
        String verb = path.contains("/entities/") ? path.endsWith("/query") ? "read" : "manage" : "invoke";
        if (defects.contains(Defect.WORKS_BEFORE_CHECKING) && verb.equals("invoke") && body.length > 0) {
            route(exchange, path, body);
        }
        identity.check(bearer, "sample:" + verb);
        return route(exchange, path, body);
    }

    private SampleServices.Reply route(HttpExchange exchange, String path, byte[] body) throws Refusal {
        @Nullable String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (path.startsWith(INVOCATIONS)) {
            return services.status(path.substring(INVOCATIONS.length()));
        }
        return switch (path) {
            case "/sample/v1/services/greet" -> services.invoke("greet", key, json(body));
            case "/sample/v1/services/work" -> services.invoke("work", key, json(body));
            case "/sample/v1/services/work/cancel" -> services.cancel(json(body));
            case "/sample/v1/services/work/plan" -> services.plan(json(body));
            case "/sample/entities/note/query" -> ok(notes.query(json(body)));
            case "/sample/entities/note/create" -> ok(notes.create(json(body)));
            case "/sample/entities/note/update" -> ok(notes.update(json(body)));
            case "/sample/entities/note/delete" -> ok(notes.delete(json(body)));
            default -> throw new Refusal(404, "NOT_FOUND", "Nothing here");
        };
    }

    private static SampleServices.Reply ok(Object body) {
        return new SampleServices.Reply(200, body);
    }

    private Object json(byte[] body) throws Refusal {
        if (body.length > MOST_BYTES) {
            throw new Refusal(413, "TOO_LARGE", "Too many bytes");
        }
        try {
            return JSON.readValue(body, Object.class);
        } catch (JacksonException malformed) {
            throw new Refusal(
                    defects.contains(Defect.SERVER_ERROR_ON_BAD_JSON) ? 500 : 400, "MALFORMED", "The body is not JSON");
        }
    }
}
