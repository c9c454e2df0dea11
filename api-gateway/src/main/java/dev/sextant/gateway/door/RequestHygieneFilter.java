package dev.sextant.gateway.door;

import dev.sextant.gateway.GatewaySettings;
import dev.sextant.gateway.problem.GatewayError;
import dev.sextant.gateway.problem.GatewayException;
import dev.sextant.gateway.trace.TraceContext;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Rewrites the headers of a request that was let in and holds its body to the limit while it streams. */
@Component
@Order(-80)
class RequestHygieneFilter implements WebFilter {
    private static final Set<MediaType> UPLOADS =
            Set.of(MediaType.parseMediaType("application/zip"), MediaType.APPLICATION_OCTET_STREAM);

    private final GatewaySettings settings;
    private final OpenStreams streams;

    RequestHygieneFilter(GatewaySettings settings, OpenStreams streams) {
        this.settings = settings;
        this.streams = streams;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        DataSize limit = limitFor(request);
        if (request.getHeaders().getContentLength() > limit.toBytes()) {
            return Mono.error(tooLarge(limit));
        }
        ServerHttpRequest clean = request.mutate()
                .headers(headers -> RequestHeaders.rewrite(headers, TraceContext.of(exchange)))
                .build();
        ServerHttpRequest bounded = new BoundedRequest(clean, limit.toBytes(), () -> tooLarge(limit));
        return chain.filter(exchange.mutate()
                .request(bounded)
                .response(new PromptResponse(exchange.getResponse(), streams.end()))
                .build());
    }

    private DataSize limitFor(ServerHttpRequest request) {
        MediaType type = contentType(request);
        return type != null && UPLOADS.contains(type.removeQualityValue())
                ? settings.uploadLimit()
                : settings.bodyLimit();
    }

    @org.jspecify.annotations.Nullable private static MediaType contentType(ServerHttpRequest request) {
        try {
            return request.getHeaders().getContentType();
        } catch (InvalidMediaTypeException malformed) {
            return null;
        }
    }

    private static GatewayException tooLarge(DataSize limit) {
        return new GatewayException(
                GatewayError.BODY_TOO_LARGE, "A body of this type may have %d bytes".formatted(limit.toBytes()));
    }
}
