package dev.sextant.web.problem;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.Problem;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.trace.TraceContext;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** Makes problems with the current trace id. */
public final class Problems {
    private Problems() {}

    public static Problem of(ErrorCode code, String detail) {
        return of(code, detail, List.of());
    }

    public static Problem of(ErrorCode code, String detail, List<ProblemError> errors) {
        return Problem.of(new ProblemException(code, detail, errors), TraceContext.currentTraceId());
    }

    /** A problem of a status that no {@link ErrorCode} of ours stands for, such as 405. */
    public static Problem of(HttpStatusCode status, String detail) {
        HttpStatus known = HttpStatus.resolve(status.value());
        String title = known == null ? "Status " + status.value() : known.getReasonPhrase();
        String code = known == null ? "STATUS_" + status.value() : known.name();
        return new Problem(
                "about:blank",
                title,
                status.value(),
                detail,
                code.toUpperCase(Locale.ROOT),
                List.of(),
                TraceContext.currentTraceId());
    }
}
