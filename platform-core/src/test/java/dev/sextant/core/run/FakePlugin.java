package dev.sextant.core.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.wire.EntityQuery;
import dev.sextant.contract.wire.EntityReply;
import dev.sextant.contract.wire.InvocationRequest;
import dev.sextant.contract.wire.InvocationResponse;
import dev.sextant.contract.wire.InvocationStatus;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.core.TestManifests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A plugin over real HTTP, standing behind a gateway that lets everything pass; it counts what it does. */
@SuppressWarnings("NullAway") // the nullness of nested type arguments is not read from class files
final class FakePlugin implements AutoCloseable {
    static final String NAME = "probe";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** How often each record was worked on: once for each key that it came with. */
    final Map<String, AtomicInteger> effects = new ConcurrentHashMap<>();

    /** How often each key was received. */
    final Map<String, AtomicInteger> received = new ConcurrentHashMap<>();

    final Map<String, InvocationRequest> requests = new ConcurrentHashMap<>();
    final List<String> cancelled = new ArrayList<>();

    /** What becomes of a record: by its inputs and the attempt. */
    volatile BiFunction<Map<String, @Nullable Object>, Integer, RecordOutcome> work =
            (input, attempt) -> success(input, Map.of("echo", String.valueOf(input.get("text"))));

    /** The status that calls are answered with while it is down; 0 while it is up. */
    volatile int down;

    /** Whether asynchronous calls stay open until they are cancelled or finished by the test. */
    volatile boolean hold;

    private final Map<String, List<RecordOutcome>> finished = new ConcurrentHashMap<>();
    private final HttpServer server;

    FakePlugin(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    void reset() {
        effects.clear();
        received.clear();
        requests.clear();
        finished.clear();
        cancelled.clear();
        down = 0;
        hold = false;
        work = (input, attempt) -> success(input, Map.of("echo", String.valueOf(input.get("text"))));
    }

    static RecordOutcome success(Map<String, @Nullable Object> input, Map<String, @Nullable Object> outputs) {
        return RecordOutcome.succeeded(id(input), outputs);
    }

    static String id(Map<String, @Nullable Object> input) {
        return String.valueOf(input.get(InvocationRequest.CALLBACK_PARAMETER));
    }

    /** Ends calls that were held. */
    void finish() {
        hold = false;
        requests.forEach((key, request) -> work(key, request));
    }

    static PluginManifest manifest() {
        var text = new StringBuilder("""
                apiVersion: sextant.dev/v1
                name: probe
                version: 1.0.0
                title: Probe
                containers: [{image: "probe:1.0.0"}]
                entities: [{name: thing, attributes: [{name: colour, type: string}]}]
                services:
                """);
        text.append(service("sync", "mode: sync, idempotent: true, target: 'probe:thing', batch: 2"));
        text.append(service(
                "async",
                "mode: async, idempotent: true, target: 'probe:thing', batch: 500,"
                        + " cancel: /probe/v1/cancel, invocations: /probe/v1/invocations"));
        text.append(service("once", "mode: sync, target: 'probe:thing', batch: 500"));
        text.append(service("plain", "mode: sync, idempotent: true, batch: 1"));
        return TestManifests.read(text.toString());
    }

    private static String service(String name, String rest) {
        var colour = rest.contains("target")
                ? ", colour: {type: string, from: 'record: probe:thing.colour'}"
                : ", token: {type: string, secret: true, from: 'variable: api-token'}";
        return """
                - {name: %1$s, title: Service %1$s, path: /probe/v1/%1$s, timeout: PT5M, %2$s,
                   input: {text: {type: string, required: true}%3$s}, output: {echo: {type: string}}}
                """.formatted(name, rest, colour);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (down != 0) {
            answer(exchange, down, Map.of("title", "down", "code", "GATEWAY_NO_INSTANCE"));
        } else if (path.endsWith("/query")) {
            answer(exchange, 200, query(JSON.readValue(body, EntityQuery.class)));
        } else if (path.startsWith("/probe/v1/invocations/")) {
            status(exchange, path.substring("/probe/v1/invocations/".length()));
        } else if (path.equals("/probe/v1/cancel")) {
            cancel(exchange, String.valueOf(JSON.readTree(body).get("requestId").asString()));
        } else {
            invoke(exchange, path, JSON.readValue(body, InvocationRequest.class));
        }
    }

    private void invoke(HttpExchange exchange, String path, InvocationRequest request) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        received.computeIfAbsent(key, none -> new AtomicInteger()).incrementAndGet();
        requests.put(key, request);
        if (path.endsWith("/async")) {
            if (!hold) {
                work(key, request);
            }
            answer(exchange, 202, InvocationResponse.accepted());
        } else {
            answer(exchange, 200, InvocationResponse.of(work(key, request)));
        }
    }

    private List<RecordOutcome> work(String key, InvocationRequest request) {
        return finished.computeIfAbsent(
                key,
                none -> request.inputs().stream()
                        .map(input -> {
                            effects.computeIfAbsent(id(input), id -> new AtomicInteger())
                                    .incrementAndGet();
                            return work.apply(input, request.attempt());
                        })
                        .toList());
    }

    private void status(HttpExchange exchange, String key) throws IOException {
        if (!received.containsKey(key)) {
            answer(exchange, 404, Map.of("title", "unknown", "code", "NOT_FOUND"));
            return;
        }
        List<RecordOutcome> outcomes = finished.get(key);
        answer(
                exchange,
                200,
                InvocationStatus.of(
                        key,
                        outcomes == null ? InvocationStatus.State.RUNNING : InvocationStatus.State.FINISHED,
                        outcomes == null ? List.of() : outcomes));
    }

    private void cancel(HttpExchange exchange, String key) throws IOException {
        synchronized (cancelled) {
            cancelled.add(key);
        }
        InvocationRequest request = requests.get(key);
        if (request != null) {
            finished.computeIfAbsent(
                    key,
                    none -> request.inputs().stream()
                            .map(input -> RecordOutcome.of(
                                    id(input),
                                    dev.sextant.contract.wire.Outcome.CANCELLED,
                                    "CANCELLED",
                                    "It was stopped."))
                            .toList());
        }
        answer(exchange, 202, Map.of());
    }

    private static EntityReply query(EntityQuery query) {
        List<?> ids = (List<?>) query.additionalFilters().getFirst().condition();
        return EntityReply.ok(
                ids.stream()
                        .map(String::valueOf)
                        .filter(id -> !id.startsWith("no-"))
                        .map(id -> {
                            Map<String, @Nullable Object> record = new LinkedHashMap<>();
                            record.put("id", id);
                            record.put("displayName", "Thing " + id);
                            record.put("colour", "colour of " + id);
                            return record;
                        })
                        .collect(Collectors.toList()),
                null);
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
