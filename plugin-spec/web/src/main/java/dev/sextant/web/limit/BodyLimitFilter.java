package dev.sextant.web.limit;

import dev.sextant.web.policy.HandlerPolicies;
import dev.sextant.web.problem.ProblemWriter;
import dev.sextant.web.problem.Problems;
import dev.sextant.web.problem.WebError;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses (413) bodies that are too large to be read into memory, also those that do not say their length. */
public final class BodyLimitFilter extends OncePerRequestFilter {
    /** What handlers read as streams and bound themselves. */
    private static final Set<String> STREAMS = Set.of("application/zip", "application/octet-stream");

    private final HandlerPolicies handlers;
    private final BodyLimits limits;
    private final ProblemWriter problems;

    public BodyLimitFilter(HandlerPolicies handlers, BodyLimits limits, ProblemWriter problems) {
        this.handlers = handlers;
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean open = handlers.isOpen(request);
        if (!open && isStream(request.getContentType())) {
            chain.doFilter(request, response);
            return;
        }
        DataSize limit = open ? limits.open() : limits.signedIn();
        if (request.getContentLengthLong() > limit.toBytes()) {
            problems.write(response, Problems.of(WebError.TOO_LARGE, LimitedRequest.detail(limit)));
        } else {
            chain.doFilter(new LimitedRequest(request, limit), response);
        }
    }

    private static boolean isStream(@Nullable String contentType) {
        return contentType != null
                && STREAMS.contains(contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }
}
