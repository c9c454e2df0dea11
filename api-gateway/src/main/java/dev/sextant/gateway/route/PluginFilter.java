package dev.sextant.gateway.route;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_CONN_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ALREADY_ROUTED_ATTR;

import dev.sextant.gateway.PluginNames;
import dev.sextant.gateway.door.BearerToken;
import dev.sextant.gateway.pages.FrameCalls;
import dev.sextant.gateway.problem.Failures;
import dev.sextant.gateway.problem.GatewayError;
import dev.sextant.gateway.problem.GatewayException;
import dev.sextant.gateway.trace.AccessNotes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

/**
 * Sends a request on to an instance of the plugin that its path names, with a token for that plugin alone. An instance
 * that refuses the connection is put out of the pool; a request that may be repeated then goes to another one.
 */
@Component
class PluginFilter implements GatewayFilter {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int MOST_ATTEMPTS = 3;

    private final RouteTable table;
    private final DownProbe probe;
    private final PluginTokens tokens;

    PluginFilter(RouteTable table, DownProbe probe, PluginTokens tokens) {
        this.table = table;
        this.probe = probe;
        this.tokens = tokens;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        String plugin = PluginNames.firstSegment(exchange.getRequest().getURI().getRawPath());
        if (!table.knows(plugin)) {
            return Mono.error(noInstance(plugin, null));
        }
        return tokens.exchange(BearerToken.of(exchange).value(), plugin)
                .map(token -> forPlugin(exchange, token))
                .flatMap(addressed -> attempt(addressed, chain, plugin, new HashSet<>(), null));
    }

    private static ServerWebExchange forPlugin(ServerWebExchange exchange, String token) {
        ServerHttpRequest request = exchange.getRequest()
                .mutate()
                .headers(headers -> {
                    headers.setBearerAuth(token);
                    headers.remove(HttpHeaders.COOKIE);
                    if (FrameCalls.comeFromFrame(exchange.getRequest())) {
                        // Whether a frame may call is decided here; a plugin knows no origin of this name.
                        headers.remove(HttpHeaders.ORIGIN);
                    }
                })
                .build();
        ResponseHeaders.securePlugin(exchange);
        return exchange.mutate().request(request).build();
    }

    private Mono<Void> attempt(
            ServerWebExchange exchange,
            GatewayFilterChain chain,
            String plugin,
            Set<PluginInstance> tried,
            @Nullable Throwable lastFailure) {
        return table.choose(plugin, tried)
                .map(instance -> send(exchange, chain, instance).onErrorResume(failure -> {
                    tried.add(instance);
                    return afterFailure(exchange, chain, instance, tried, failure);
                }))
                .orElseGet(() -> Mono.error(noInstance(plugin, lastFailure)));
    }

    private static Mono<Void> send(ServerWebExchange exchange, GatewayFilterChain chain, PluginInstance instance) {
        Destination.set(exchange, instance.address());
        AccessNotes.of(exchange).target(instance.plugin() + "/" + instance.instanceId());
        return chain.filter(exchange);
    }

    private Mono<Void> afterFailure(
            ServerWebExchange exchange,
            GatewayFilterChain chain,
            PluginInstance instance,
            Set<PluginInstance> tried,
            Throwable failure) {
        boolean neverConnected = Failures.isNeverConnected(failure);
        if (neverConnected) {
            probe.putOut(instance);
        }
        if (!mayRepeat(exchange, neverConnected, failure) || tried.size() >= MOST_ATTEMPTS) {
            return Mono.error(neverConnected ? noInstance(instance.plugin(), failure) : failure);
        }
        forgetAttempt(exchange);
        return attempt(exchange, chain, instance.plugin(), tried, failure);
    }

    private static boolean mayRepeat(ServerWebExchange exchange, boolean neverConnected, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return false;
        }
        ServerHttpRequest request = exchange.getRequest();
        boolean safe = HttpMethod.GET.equals(request.getMethod()) || HttpMethod.HEAD.equals(request.getMethod());
        boolean keyed = request.getHeaders().getFirst("Idempotency-Key") != null;
        // A body that has begun to flow is gone; only when no connection was made is it still whole.
        return (neverConnected && (safe || keyed)) || (safe && Failures.isBroken(failure));
    }

    private static void forgetAttempt(ServerWebExchange exchange) {
        Connection connection = exchange.getAttribute(CLIENT_RESPONSE_CONN_ATTR);
        if (connection != null) {
            connection.dispose();
            exchange.getAttributes().remove(CLIENT_RESPONSE_CONN_ATTR);
        }
        exchange.getAttributes().remove(GATEWAY_ALREADY_ROUTED_ATTR);
    }

    private static GatewayException noInstance(String plugin, @Nullable Throwable lastFailure) {
        return new GatewayException(
                GatewayError.NO_INSTANCE,
                "No instance of the plugin \"%s\" takes requests now. Launch one, or see its health".formatted(plugin),
                SOON,
                lastFailure);
    }
}
