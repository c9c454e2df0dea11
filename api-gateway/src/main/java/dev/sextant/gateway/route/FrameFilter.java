package dev.sextant.gateway.route;

import dev.sextant.gateway.PluginNames;
import dev.sextant.gateway.pages.FrameCalls;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers browsers that ask for a frame whether it may call a plugin, before the door, since they ask without a token; and
 * lets the frame read why the gateway itself refused a call.
 */
@Component
@Order(-95)
class FrameFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        ServerHttpResponse response = exchange.getResponse();
        boolean toPlugin =
                PluginNames.isPlugin(PluginNames.firstSegment(request.getURI().getRawPath()));
        if (!toPlugin || !FrameCalls.comeFromFrame(request)) {
            return chain.filter(exchange);
        }
        if (FrameCalls.ask(request)) {
            FrameCalls.permit(response.getHeaders());
            response.setStatusCode(HttpStatus.NO_CONTENT);
            return response.setComplete();
        }
        response.beforeCommit(() -> {
            FrameCalls.show(response.getHeaders());
            return Mono.empty();
        });
        return chain.filter(exchange);
    }
}
