package dev.sextant.gateway.route;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import java.net.URI;
import org.springframework.web.server.ServerWebExchange;

/** Points a request at a service: its base address and, unchanged, the raw path and query of the request. */
final class Destination {
    private Destination() {}

    static void set(ServerWebExchange exchange, URI base) {
        URI asked = exchange.getRequest().getURI();
        String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
        URI target = URI.create("http://" + base.getRawAuthority() + asked.getRawPath() + query);
        exchange.getAttributes().put(GATEWAY_REQUEST_URL_ATTR, target);
    }
}
