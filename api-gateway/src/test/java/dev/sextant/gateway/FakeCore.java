package dev.sextant.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The core's list of routes, at once and as a stream; everything else is echoed. */
public final class FakeCore extends EchoServer {
    private volatile List<Map<String, String>> routes = List.of();

    public FakeCore(int port) {
        super("platform-core", port);
        on("/platform/v1/routes", this::routes);
    }

    public void route(String plugin, String instance, String address) {
        announce(List.of(Map.of("plugin", plugin, "instanceId", instance, "address", address)));
    }

    public void announce(List<Map<String, String>> items) {
        routes = items;
        events.add("event: routes\ndata: " + list() + "\n\n");
    }

    private String list() {
        Map<String, Object> page = new java.util.HashMap<>();
        page.put("items", routes);
        page.put("next", null);
        return JSON.writeValueAsString(java.util.Collections.unmodifiableMap(page));
    }

    private void routes(HttpExchange exchange) throws IOException {
        if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
            answer(exchange, 401, "{}");
        } else if ("text/event-stream".equals(exchange.getRequestHeaders().getFirst("Accept"))) {
            stream(exchange, "text/event-stream");
        } else {
            answer(exchange, 200, list());
        }
    }
}
