package dev.sextant.sdk.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sextant.contract.wire.Chunk;
import dev.sextant.contract.wire.InvocationResponse;
import dev.sextant.contract.wire.Progress;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.contract.wire.Report;
import dev.sextant.contract.wire.ReportReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The core as far as a plugin speaks to it, on a real socket: keeps output by offset and each record's first outcome. */
public final class TestCore implements AutoCloseable {

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpServer server;
    private final Map<String, ByteArrayOutputStream> outputs = new ConcurrentHashMap<>();
    private final Map<String, InvocationResponse> callbacks = new ConcurrentHashMap<>();
    private final Set<String> started = ConcurrentHashMap.newKeySet();
    private final List<RecordOutcome> reported = new ArrayList<>();

    /** Attempts whose news it refuses, with the answer that says so. */
    public final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

    /** The newest progress by record; the attempt's own under its id. */
    public final Map<String, Progress> progress = new ConcurrentHashMap<>();

    /** Whether it answers 503 to everything. */
    public volatile boolean down;

    /** How often it answered that it was down. */
    public volatile int refused;

    /**
     * An answer that takes nothing.
     *
     * @param status its status
     * @param body a problem, or nothing
     */
    public record Refusal(int status, String body) {

        /** A problem with a code. */
        public static Refusal of(int status, String code) {
            return new Refusal(status, "{\"title\":\"No\",\"status\":%d,\"code\":\"%s\"}".formatted(status, code));
        }
    }

    /** A core on a free port. */
    public TestCore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/platform/v1/invocations/", this::serve);
        server.start();
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The output that it has of a record. */
    public String output(String record) {
        ByteArrayOutputStream output = outputs.get(record);
        return output == null ? "" : output.toString(StandardCharsets.UTF_8);
    }

    /** Makes it have output of a record already. */
    public void has(String record, String output) {
        outputs.computeIfAbsent(record, id -> new ByteArrayOutputStream())
                .writeBytes(output.getBytes(StandardCharsets.UTF_8));
    }

    /** The final outcomes of an attempt by record. */
    public Map<String, RecordOutcome> callback(String requestId) {
        InvocationResponse response = callbacks.get(requestId);
        Map<String, RecordOutcome> outcomes = new LinkedHashMap<>();
        if (response != null && response.results() != null) {
            response.results().outputs().forEach(each -> outcomes.put(each.callbackParameter(), each));
        }
        return outcomes;
    }

    /** The final outcome of a record; fails while there is none. */
    public RecordOutcome outcome(String requestId, String record) {
        RecordOutcome outcome = callback(requestId).get(record);
        if (outcome == null) {
            throw new AssertionError("No outcome of " + record + " yet");
        }
        return outcome;
    }

    /** Whether work on a record was reported to have begun. */
    public boolean hasStarted(String record) {
        return started.contains(record);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean authorized =
                    "Bearer plugin-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (down || !authorized) {
                refused++;
                exchange.sendResponseHeaders(down ? 503 : 403, -1);
                return;
            }
            String[] path = exchange.getRequestURI().getPath().split("/");
            Refusal refusal = refusals.get(path[4]);
            if (refusal != null) {
                refused++;
                byte[] problem = refusal.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(refusal.status(), problem.length == 0 ? -1 : problem.length);
                exchange.getResponseBody().write(problem);
                return;
            }
            byte @Nullable [] answer =
                    "reports".equals(path[5]) ? report(path[4], json.readValue(body, Report.class)) : new byte[0];
            if ("callback".equals(path[5])) {
                callbacks.put(path[4], json.readValue(body, InvocationResponse.class));
            }
            byte[] told =
                    answer == null ? Refusal.of(409, "OUTPUT_GAP").body().getBytes(StandardCharsets.UTF_8) : answer;
            exchange.sendResponseHeaders(answer == null ? 409 : 200, told.length == 0 ? -1 : told.length);
            exchange.getResponseBody().write(told);
        }
    }

    private synchronized byte @Nullable [] report(String requestId, Report report) {
        for (Chunk chunk : report.chunks()) {
            ByteArrayOutputStream output =
                    outputs.computeIfAbsent(chunk.callbackParameter(), id -> new ByteArrayOutputStream());
            if (chunk.offset() > output.size()) {
                return null;
            }
            byte[] bytes = chunk.bytes();
            int known = (int) Math.min(bytes.length, output.size() - chunk.offset());
            output.write(bytes, known, bytes.length - known);
        }
        for (Progress each : report.progress()) {
            progress.put(each.callbackParameter() == null ? requestId : each.callbackParameter(), each);
        }
        started.addAll(report.started());
        reported.addAll(report.outputs());
        Map<String, Long> accepted = report.chunks().stream()
                .map(Chunk::callbackParameter)
                .distinct()
                .collect(Collectors.toMap(id -> id, id -> (long) output(id).getBytes(StandardCharsets.UTF_8).length));
        return json.writeValueAsBytes(new ReportReply(accepted));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
