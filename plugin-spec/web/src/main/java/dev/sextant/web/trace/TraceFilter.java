package dev.sextant.web.trace;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request a trace: in the logging context, and in the answer's {@code X-Trace-Id}. */
public final class TraceFilter extends OncePerRequestFilter {
    private static final String ATTRIBUTE = TraceFilter.class.getName();

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        TraceContext trace = request.getAttribute(ATTRIBUTE) instanceof TraceContext earlier
                ? earlier
                : TraceContext.continued(request.getHeader(TraceContext.TRACEPARENT));
        request.setAttribute(ATTRIBUTE, trace);
        response.setHeader(TraceContext.TRACE_ID_HEADER, trace.traceId());
        try (var ignored = trace.open()) {
            chain.doFilter(request, response);
        }
    }
}
