package dev.sextant.gateway.pages;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Lets the frames of plugins' pages, whose origin is opaque, call plugins with a token and never with a cookie. */
public final class FrameCalls {
    /** What a browser says in place of an opaque origin. */
    static final String OPAQUE = "null";

    private static final List<HttpMethod> METHODS = List.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
    private static final List<String> SENT =
            List.of("Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "Last-Event-ID");
    private static final List<String> READ = List.of("ETag", "Location", "Retry-After", "X-Trace-Id");
    private static final long PREFLIGHT_SECONDS = 600;

    private FrameCalls() {}

    /** Whether a browser sends the request for a page of an opaque origin. */
    public static boolean comeFromFrame(ServerHttpRequest request) {
        return List.of(OPAQUE).equals(request.getHeaders().getOrEmpty(HttpHeaders.ORIGIN));
    }

    /** Whether a browser asks first whether it may send such a request. */
    public static boolean ask(ServerHttpRequest request) {
        return HttpMethod.OPTIONS.equals(request.getMethod())
                && request.getHeaders().getAccessControlRequestMethod() != null
                && comeFromFrame(request);
    }

    /** Says what may be sent. */
    public static void permit(HttpHeaders headers) {
        show(headers);
        headers.setAccessControlAllowMethods(METHODS);
        headers.setAccessControlAllowHeaders(SENT);
        headers.setAccessControlMaxAge(PREFLIGHT_SECONDS);
    }

    /** Lets the frame read the answer. */
    public static void show(HttpHeaders headers) {
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, OPAQUE);
        headers.setAccessControlExposeHeaders(READ);
        if (!headers.getVary().contains(HttpHeaders.ORIGIN)) {
            headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
    }
}
