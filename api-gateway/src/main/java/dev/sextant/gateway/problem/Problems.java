package dev.sextant.gateway.problem;

import dev.sextant.contract.problem.Problem;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers a failed request with an {@code application/problem+json} document. */
@Component
public class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /** Writes the problem, or passes the failure on when a part of the answer is already out. */
    public Mono<Void> answer(ServerWebExchange exchange, Throwable failure, String traceId) {
        GatewayException explained = Failures.explain(failure);
        if (explained.error().status().is5xxServerError()) {
            report(explained, failure, traceId);
        }
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        writeHead(response, explained);
        return response.writeWith(Mono.fromSupplier(() -> body(response, explained, traceId)));
    }

    private static void report(GatewayException explained, Throwable failure, String traceId) {
        if (explained.error() == GatewayError.INTERNAL) {
            log.error("trace={} {}", traceId, explained.error().code(), failure);
        } else {
            log.warn(
                    "trace={} {}: {} ({})",
                    traceId,
                    explained.error().code(),
                    explained.getMessage(),
                    cause(explained));
        }
    }

    private static String cause(GatewayException explained) {
        return explained.getCause() == null
                ? "no cause below"
                : explained.getCause().toString();
    }

    private static void writeHead(ServerHttpResponse response, GatewayException explained) {
        HttpHeaders headers = response.getHeaders();
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        headers.remove(HttpHeaders.CONTENT_ENCODING);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl(CacheControl.noStore());
        if (explained.retryAfter() != null) {
            headers.set(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(explained.retryAfter().toSeconds()));
        }
        if (explained.error() == GatewayError.UNAUTHENTICATED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"sextant\"");
        }
        response.setStatusCode(explained.error().status());
    }

    private DataBuffer body(ServerHttpResponse response, GatewayException explained, String traceId) {
        Problem problem = new Problem(
                "about:blank",
                explained.error().title(),
                explained.error().status().value(),
                explained.getMessage(),
                explained.error().code(),
                List.of(),
                traceId);
        return response.bufferFactory().wrap(json.writeValueAsBytes(problem));
    }
}
