package dev.sextant.web.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The W3C trace that the current thread works for. */
public record TraceContext(String traceId, String spanId) {
    /** The request header that carries a trace. */
    public static final String TRACEPARENT = "traceparent";
    /** The response header that names the trace. */
    public static final String TRACE_ID_HEADER = "X-Trace-Id";
    /** The key of the trace id in the logging context. */
    public static final String MDC_KEY = "traceId";

    private static final Pattern HEADER =
            Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");
    private static final Pattern ZEROS = Pattern.compile("0+");
    private static final String MDC_SPAN = "spanId";

    /** Continues the trace of a header with a new span, or begins a new trace where the header is absent or malformed. */
    public static TraceContext continued(@Nullable String traceparent) {
        if (traceparent != null) {
            Matcher header = HEADER.matcher(traceparent);
            if (header.matches() && !ZEROS.matcher(header.group(1)).matches()) {
                return new TraceContext(header.group(1), random(8));
            }
        }
        return new TraceContext(random(16), random(8));
    }

    /** The trace of the current thread, if it works for one. */
    public static @Nullable TraceContext current() {
        String traceId = MDC.get(MDC_KEY);
        String spanId = MDC.get(MDC_SPAN);
        return traceId == null || spanId == null ? null : new TraceContext(traceId, spanId);
    }

    /** The header value to send with a call made on behalf of the current work. */
    public static String currentTraceparent() {
        TraceContext current = current();
        return (current == null ? continued(null) : current).toTraceparent();
    }

    /** The id of the current trace, or null. */
    public static @Nullable String currentTraceId() {
        return MDC.get(MDC_KEY);
    }

    /** Makes this the current trace until the scope is closed. */
    public Scope open() {
        TraceContext before = current();
        put(this);
        return () -> put(before);
    }

    public String toTraceparent() {
        return "00-%s-%s-01".formatted(traceId, spanId);
    }

    private static void put(@Nullable TraceContext context) {
        if (context == null) {
            MDC.remove(MDC_KEY);
            MDC.remove(MDC_SPAN);
        } else {
            MDC.put(MDC_KEY, context.traceId());
            MDC.put(MDC_SPAN, context.spanId());
        }
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Ends the current trace of a thread. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
