package dev.sextant.gateway.route;

import dev.sextant.gateway.pages.FrameCalls;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What the gateway adds to, and takes from, the answers of the services, so that none acts as a page of the portal. */
final class ResponseHeaders {
    private ResponseHeaders() {}

    static void secure(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        response.beforeCommit(() -> {
            rewrite(response.getHeaders());
            return Mono.empty();
        });
    }

    static void securePlugin(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        boolean toFrame = FrameCalls.comeFromFrame(exchange.getRequest());
        response.beforeCommit(() -> {
            HttpHeaders headers = response.getHeaders();
            // The portal's origin is shared by all plugins: none may set cookies, clear data or open it to other sites.
            headers.remove(HttpHeaders.SET_COOKIE);
            headers.remove("Set-Cookie2");
            headers.remove("Clear-Site-Data");
            headers.remove("Service-Worker-Allowed");
            headers.remove("Refresh");
            rewrite(headers);
            if (toFrame) {
                FrameCalls.show(headers);
            }
            return Mono.empty();
        });
    }

    private static void rewrite(HttpHeaders headers) {
        headers.remove("Server");
        headers.remove("X-Powered-By");
        headers.remove(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
        headers.remove(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Referrer-Policy", "no-referrer");
        if (headers.getCacheControl() == null) {
            headers.setCacheControl("no-store");
        }
    }
}
