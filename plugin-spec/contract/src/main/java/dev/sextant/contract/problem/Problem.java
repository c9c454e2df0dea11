package dev.sextant.contract.problem;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a failed answer, {@code application/problem+json} (RFC 9457).
 *
 * @param type {@code about:blank}, or an address that explains the kind of problem
 * @param title the code's short sentence
 * @param status the HTTP status
 * @param detail what happened, where, and how to mend it
 * @param code the stable name that programs compare
 * @param errors each defect of the request, empty when there is only the detail
 * @param traceId the trace that the logs carry too
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String code,
        List<ProblemError> errors,
        @Nullable String traceId) {

    /** Codes that begin so are the gateway's own: they never speak for the core or a plugin behind it. */
    public static final String GATEWAY_PREFIX = "GATEWAY_";

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        type = orElse(type, "about:blank");
        title = orElse(title, "");
        errors = copy(errors);
    }

    /** The answer to an exception. */
    public static Problem of(ProblemException exception, @Nullable String traceId) {
        ErrorCode code = exception.code();
        return new Problem(
                "about:blank",
                code.title(),
                code.type().status(),
                exception.detail(),
                code.code(),
                exception.errors(),
                traceId);
    }

    private static String orElse(@Nullable String text, String fallback) {
        return text == null ? fallback : text;
    }

    private static List<ProblemError> copy(@Nullable List<ProblemError> errors) {
        return errors == null ? List.of() : List.copyOf(errors);
    }
}
