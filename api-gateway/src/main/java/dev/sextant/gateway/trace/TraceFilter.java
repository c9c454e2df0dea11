package dev.sextant.gateway.trace;

import dev.sextant.gateway.problem.Problems;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** The outermost step: gives the request its trace, turns what fails below into a problem, writes one log line. */
@Component
@Order(TraceFilter.ORDER)
class TraceFilter implements WebFilter {
    static final int ORDER = -100;

    private static final Logger access = LoggerFactory.getLogger("dev.sextant.gateway.access");

    private final Problems problems;

    TraceFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        TraceContext trace =
                TraceContext.continuing(exchange.getRequest().getHeaders().getFirst(TraceContext.HEADER));
        trace.attachTo(exchange);
        exchange.getResponse().getHeaders().set("X-Trace-Id", trace.traceId());
        AccessNotes notes = AccessNotes.of(exchange);
        long start = System.nanoTime();
        return chain.filter(exchange)
                .onErrorResume(failure -> problems.answer(exchange, failure, trace.traceId()))
                .doFinally(end -> write(exchange, trace, notes, end, Duration.ofNanos(System.nanoTime() - start)));
    }

    private static void write(
            ServerWebExchange exchange, TraceContext trace, AccessNotes notes, SignalType end, Duration took) {
        ServerHttpRequest request = exchange.getRequest();
        // The raw path is percent-encoded ASCII: it cannot forge a line. The query stays out, it may carry secrets.
        access.info(
                "trace={} client={} subject={} method={} path={} status={} end={} ms={} target={}",
                trace.traceId(),
                address(request.getRemoteAddress()),
                notes.subject(),
                request.getMethod(),
                request.getURI().getRawPath(),
                status(exchange.getResponse().getStatusCode()),
                end == SignalType.ON_COMPLETE ? "complete" : end == SignalType.CANCEL ? "aborted" : "broken",
                took.toMillis(),
                notes.target());
    }

    private static String address(@Nullable InetSocketAddress remote) {
        return remote == null || remote.getAddress() == null
                ? "-"
                : remote.getAddress().getHostAddress();
    }

    private static String status(@Nullable HttpStatusCode status) {
        return status == null ? "-" : Integer.toString(status.value());
    }
}
