package dev.sextant.web.idempotency;

import dev.sextant.contract.problem.Problem;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.policy.CurrentCaller;
import dev.sextant.web.policy.HandlerPolicies;
import dev.sextant.web.problem.ProblemWriter;
import dev.sextant.web.problem.Problems;
import dev.sextant.web.problem.WebError;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Answers a repeated request with its first answer, for handlers that are {@link Idempotent}. */
public final class IdempotencyFilter extends OncePerRequestFilter {
    public static final String KEY = "Idempotency-Key";
    public static final String REPLAYED = "Idempotency-Replayed";

    private static final Pattern WELL_FORMED = Pattern.compile("[!-~]{1,255}");
    private static final int LARGEST_ANSWER = 1024 * 1024;

    private final HandlerPolicies handlers;
    private final IdempotencyStore store;
    private final ProblemWriter problems;

    public IdempotencyFilter(HandlerPolicies handlers, IdempotencyStore store, ProblemWriter problems) {
        this.handlers = handlers;
        this.store = store;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller = CurrentCaller.find();
        Idempotent idempotent = handlers.annotation(request, Idempotent.class);
        String key = request.getHeader(KEY);
        if (caller == null || idempotent == null || (key == null && !idempotent.required())) {
            chain.doFilter(request, response);
        } else if (key == null || !WELL_FORMED.matcher(key).matches()) {
            problems.write(
                    response,
                    Problems.of(
                            WebError.BAD_IDEMPOTENCY_KEY,
                            "Send an Idempotency-Key of 1 to 255 visible ASCII characters, the same for each repetition"));
        } else {
            once(DigestingRequest.hash(caller.subject() + "\n" + key), new DigestingRequest(request), response, chain);
        }
    }

    private void once(String id, DigestingRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (store.begin(id)) {
            case Attempt.First() -> first(id, request, response, chain);
            case Attempt.InProgress() -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, "1");
                problems.write(response, Problems.of(WebError.IN_PROGRESS, "Repeat the request a little later"));
            }
            case Attempt.Done done -> repeat(done, request, response);
        }
    }

    private void first(String id, DigestingRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        boolean kept = false;
        try {
            chain.doFilter(request, answer);
            if (answer.getStatus() / 100 == 2
                    && !request.isAsyncStarted()
                    && answer.getContentSize() <= LARGEST_ANSWER) {
                store.finish(id, request.fingerprint(), stored(answer));
                kept = true;
            }
        } finally {
            if (!kept) {
                store.forget(id);
            }
        }
        if (!request.isAsyncStarted()) {
            answer.copyBodyToResponse();
        }
    }

    private static Attempt.Answer stored(ContentCachingResponseWrapper answer) {
        return new Attempt.Answer(
                answer.getStatus(),
                answer.getContentType(),
                answer.getHeader(HttpHeaders.LOCATION),
                answer.getContentAsByteArray());
    }

    private void repeat(Attempt.Done done, DigestingRequest request, HttpServletResponse response) throws IOException {
        if (!done.fingerprint().equals(request.fingerprint())) {
            Problem problem = Problems.of(WebError.KEY_REUSED, "Use a new key for another request");
            problems.write(response, problem);
            return;
        }
        Attempt.Answer answer = done.answer();
        response.setStatus(answer.status());
        response.setHeader(REPLAYED, "true");
        set(response, HttpHeaders.CONTENT_TYPE, answer.contentType());
        set(response, HttpHeaders.LOCATION, answer.location());
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    private static void set(HttpServletResponse response, String name, @Nullable String value) {
        if (value != null) {
            response.setHeader(name, value);
        }
    }
}
