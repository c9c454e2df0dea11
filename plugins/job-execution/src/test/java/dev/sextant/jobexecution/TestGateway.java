package dev.sextant.jobexecution;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sextant.contract.wire.Chunk;
import dev.sextant.contract.wire.InvocationResponse;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.contract.wire.Report;
import dev.sextant.contract.wire.ReportReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The gateway as far as this plugin speaks to it: the core that takes reports, the inventory that reveals. */
final class TestGateway implements AutoCloseable {
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpServer server;
    private final Map<String, Map<String, String>> credentials = new HashMap<>();
    private final Map<String, ByteArrayOutputStream> outputs = new HashMap<>();
    private final Map<String, RecordOutcome> outcomes = new HashMap<>();
    private boolean away;

    TestGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized void holds(String host, String user, String privateKey) {
        credentials.put(host, Map.of("host", host, "user", user, "authentication", "KEY", "privateKey", privateKey));
    }

    synchronized String output(String record) {
        ByteArrayOutputStream output = outputs.get(record);
        return output == null ? "" : output.toString(StandardCharsets.UTF_8);
    }

    synchronized Optional<RecordOutcome> outcome(String record) {
        return Optional.ofNullable(outcomes.get(record));
    }

    /** While it is away, nothing reaches the core through it. */
    synchronized void away(boolean whether) {
        away = whether;
    }

    private synchronized boolean isAway() {
        return away;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (isAway()) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            byte @Nullable [] answer = answer(exchange.getRequestURI().getPath(), body);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer == null ? 409 : 200, answer == null ? -1 : answer.length);
            if (answer != null) {
                exchange.getResponseBody().write(answer);
            }
        }
    }

    private synchronized byte @Nullable [] answer(String path, byte[] body) {
        if (path.equals("/inventory/v1/credentials/reveal")) {
            List<Map<String, String>> items = new ArrayList<>();
            json.readTree(body).path("hosts").forEach(host -> {
                if (credentials.containsKey(host.asString())) {
                    items.add(credentials.get(host.asString()));
                }
            });
            return json.writeValueAsBytes(Map.of("items", items));
        }
        if (path.endsWith("/callback")) {
            InvocationResponse response = json.readValue(body, InvocationResponse.class);
            if (response.results() != null) {
                response.results().outputs().forEach(each -> outcomes.put(each.callbackParameter(), each));
            }
            return new byte[] {'{', '}'};
        }
        return report(json.readValue(body, Report.class));
    }

    /** As the core does: a gap is refused, a repetition is passed over, and nothing at all asks for the length. */
    private byte @Nullable [] report(Report report) {
        Map<String, Long> accepted = new HashMap<>();
        for (Chunk chunk : report.chunks()) {
            String record = chunk.callbackParameter();
            byte[] bytes = chunk.bytes();
            if (chunk.offset() > size(record)) {
                return null;
            }
            int known = (int) Math.min(bytes.length, size(record) - chunk.offset());
            outputs.computeIfAbsent(record, name -> new ByteArrayOutputStream())
                    .write(bytes, known, bytes.length - known);
            accepted.put(record, size(record));
        }
        report.outputs().forEach(each -> outcomes.putIfAbsent(each.callbackParameter(), each));
        return json.writeValueAsBytes(new ReportReply(accepted));
    }

    private long size(String record) {
        ByteArrayOutputStream output = outputs.get(record);
        return output == null ? 0 : output.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
