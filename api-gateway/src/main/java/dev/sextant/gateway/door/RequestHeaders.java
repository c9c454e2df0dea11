package dev.sextant.gateway.door;

import dev.sextant.gateway.trace.TraceContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/** Which request headers go on: what the client says of itself and its way here does not, nor what ends at this hop. */
final class RequestHeaders {
    private static final List<String> SPOOFABLE_PREFIXES =
            List.of("x-forwarded-", "x-original-", "x-rewrite-", "x-envoy-", "x-sextant-", "proxy-");
    private static final Set<String> SPOOFABLE = Set.of(
            "forwarded",
            "via",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "true-client-ip",
            "cf-connecting-ip",
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "x-url-scheme",
            "x-scheme",
            "front-end-https");
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "keep-alive", "te", "trailer", "upgrade", "http2-settings", "expect");

    private RequestHeaders() {}

    static void rewrite(HttpHeaders headers, TraceContext trace) {
        for (String nominated : headers.getConnection()) {
            removable(nominated, headers);
        }
        for (String name : List.copyOf(headers.headerNames())) {
            if (isDropped(name.toLowerCase(Locale.ROOT))) {
                headers.remove(name);
            }
        }
        headers.set(TraceContext.HEADER, trace.header());
    }

    /** A header that the client nominates as its connection's own is dropped, but never what the gateway relies on. */
    private static void removable(String nominated, HttpHeaders headers) {
        if (!nominated.equalsIgnoreCase(HttpHeaders.AUTHORIZATION)
                && !nominated.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)
                && !nominated.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                && !nominated.equalsIgnoreCase("Idempotency-Key")) {
            headers.remove(nominated);
        }
    }

    private static boolean isDropped(String name) {
        return HOP_BY_HOP.contains(name)
                || SPOOFABLE.contains(name)
                || SPOOFABLE_PREFIXES.stream().anyMatch(name::startsWith);
    }
}
