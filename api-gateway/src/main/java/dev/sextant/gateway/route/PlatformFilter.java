package dev.sextant.gateway.route;

import dev.sextant.gateway.problem.Failures;
import dev.sextant.gateway.problem.GatewayError;
import dev.sextant.gateway.problem.GatewayException;
import dev.sextant.gateway.trace.AccessNotes;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sends a request on to one of the platform's own services. */
record PlatformFilter(String service, URI base, Consumer<ServerWebExchange> secured) implements GatewayFilter {
    private static final Duration SOON = Duration.ofSeconds(2);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Destination.set(exchange, base);
        AccessNotes.of(exchange).target(service);
        secured.accept(exchange);
        return chain.filter(exchange).onErrorMap(Failures::isNeverConnected, this::unreachable);
    }

    private GatewayException unreachable(Throwable failure) {
        return new GatewayException(
                GatewayError.SERVICE_UNREACHABLE,
                "The %s does not take connections; it may be starting".formatted(service),
                SOON,
                failure);
    }
}
