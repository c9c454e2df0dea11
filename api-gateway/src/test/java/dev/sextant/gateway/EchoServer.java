package dev.sextant.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import tools.jackson.databind.json.JsonMapper;

/** A real HTTP server that tells what has reached it; some paths stream, swallow or break off. */
public class EchoServer implements AutoCloseable {
    protected static final JsonMapper JSON = JsonMapper.shared();

    /** A request as it arrived, with the header names in lower case. */
    public record Received(String method, String uri, Map<String, String> headers) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    /** What the stream sends, line by line; "end" ends it. */
    public final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    private final String name;

    public EchoServer(String name) {
        this(name, 0);
    }

    public EchoServer(String name, int port) {
        this.name = name;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        on("/", this::echo);
        server.start();
    }

    protected final void on(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            } catch (InterruptedIO stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static final class InterruptedIO extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public List<Received> received() {
        return received;
    }

    private void echo(HttpExchange exchange) throws IOException {
        Received request = record(exchange);
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/stream")) {
            stream(exchange, "text/event-stream");
        } else if (path.endsWith("/sink")) {
            answer(exchange, 200, "{\"bytes\":" + swallow(exchange.getRequestBody()) + "}");
        } else if (path.endsWith("/large")) {
            large(exchange, Long.parseLong(exchange.getRequestURI().getQuery()));
        } else if (path.endsWith("/cookie")) {
            exchange.getResponseHeaders().add("Set-Cookie", "a=b");
            exchange.getResponseHeaders().add("Clear-Site-Data", "*");
            exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
            answer(exchange, 200, "{}");
        } else if (!path.endsWith("/break")) {
            answer(exchange, 200, JSON.writeValueAsString(Map.of("server", name, "request", request)));
        }
    }

    private Received record(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((header, values) ->
                        headers.put(header.toLowerCase(java.util.Locale.ROOT), String.join(", ", values)));
        Received request = new Received(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers);
        received.add(request);
        return request;
    }

    protected final void stream(HttpExchange exchange, String type) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.flush();
        while (true) {
            String event = next();
            if (event.equals("end")) {
                return;
            }
            out.write(event.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private String next() {
        try {
            return events.take();
        } catch (InterruptedException stopped) {
            throw new InterruptedIO();
        }
    }

    private static long swallow(InputStream in) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long bytes = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            bytes += read;
        }
        return bytes;
    }

    private static void large(HttpExchange exchange, long bytes) throws IOException {
        exchange.sendResponseHeaders(200, bytes);
        byte[] block = new byte[64 * 1024];
        for (long left = bytes; left > 0; left -= block.length) {
            exchange.getResponseBody().write(block, 0, (int) Math.min(left, block.length));
        }
    }

    protected static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
