package dev.sextant.gateway.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** The W3C trace that a request belongs to. */
public record TraceContext(String traceId, String spanId, String flags) {
    public static final String HEADER = "traceparent";

    private static final String ATTRIBUTE = TraceContext.class.getName();
    private static final Pattern FORMAT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    /** Goes on with the caller's trace under a span of our own, or begins one when the header is absent or malformed. */
    static TraceContext continuing(@Nullable String header) {
        Matcher matcher = FORMAT.matcher(header == null ? "" : header);
        if (matcher.matches()
                && !matcher.group(1).equals(NO_TRACE)
                && !matcher.group(2).equals(NO_SPAN)) {
            return new TraceContext(matcher.group(1), random(8), matcher.group(3));
        }
        return new TraceContext(random(16), random(8), "01");
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        ThreadLocalRandom.current().nextBytes(bytes);
        // The lowest bit keeps the id from being all zeros, which the format forbids.
        bytes[length - 1] |= 1;
        return HexFormat.of().formatHex(bytes);
    }

    /** The header to send on. */
    public String header() {
        return "00-%s-%s-%s".formatted(traceId, spanId, flags);
    }

    void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    /** The trace of this exchange. */
    public static TraceContext of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }
}
