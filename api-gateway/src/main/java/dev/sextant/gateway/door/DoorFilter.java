package dev.sextant.gateway.door;

import dev.sextant.gateway.GatewaySettings;
import dev.sextant.gateway.problem.GatewayError;
import dev.sextant.gateway.problem.GatewayException;
import dev.sextant.gateway.trace.AccessNotes;
import dev.sextant.web.identity.Caller;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets a request in when there is room, its token is good (or it is one of the few open requests) and its path has
 * only one meaning. The token comes first: without one, a strange path gets the same 401 as any other.
 */
@Component
@Order(-90)
class DoorFilter implements WebFilter {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final CallerTokens tokens;
    private final InFlight inFlight;

    DoorFilter(CallerTokens tokens, GatewaySettings settings) {
        this.tokens = tokens;
        this.inFlight = new InFlight(settings.inFlight(), settings.inFlightPerClient());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!inFlight.enter()) {
            return Mono.error(new GatewayException(
                    GatewayError.OVERLOADED, "As many requests as the gateway takes are under way", SOON, null));
        }
        return Mono.defer(() -> authenticated(exchange, chain)).doFinally(end -> inFlight.leave());
    }

    private Mono<Void> authenticated(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (OpenRequests.permit(request.getMethod(), request.getURI().getRawPath())) {
            return limited(exchange, chain, "address:" + address(request));
        }
        String token = BearerToken.read(request.getHeaders());
        return tokens.verify(token, request.getURI().getRawPath())
                .flatMap(caller -> admitted(exchange, chain, new BearerToken(token, caller)));
    }

    private Mono<Void> admitted(ServerWebExchange exchange, WebFilterChain chain, BearerToken token) {
        token.attachTo(exchange);
        Caller caller = token.caller();
        AccessNotes.of(exchange).subject(caller.subject());
        if (!CanonicalPath.accepts(exchange.getRequest().getURI().getRawPath())) {
            return Mono.error(new GatewayException(
                    GatewayError.AMBIGUOUS_PATH,
                    "Write the path without empty or dot segments, \";\", \"\\\" and encoded delimiters"));
        }
        // The platform's own services call on behalf of many; the limit over all requests holds for them too.
        return caller.kind() == Caller.Kind.SERVICE
                ? chain.filter(exchange)
                : limited(exchange, chain, caller.subject());
    }

    private Mono<Void> limited(ServerWebExchange exchange, WebFilterChain chain, String client) {
        if (!inFlight.enter(client)) {
            return Mono.error(new GatewayException(
                    GatewayError.TOO_MANY_REQUESTS,
                    "This client has as many requests under way as one client may",
                    SOON,
                    null));
        }
        return chain.filter(exchange).doFinally(end -> inFlight.leave(client));
    }

    private static String address(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? "unknown"
                : remote.getAddress().getHostAddress();
    }
}
