package dev.sextant.contract.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one exception for failures that a caller is told about. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final transient List<ProblemError> errors;
    private final @Nullable Duration retryAfter;

    /** A failure with its explanation. */
    public ProblemException(ErrorCode code, String detail) {
        this(code, detail, List.of());
    }

    /** A failure with each of its defects. */
    public ProblemException(ErrorCode code, String detail, List<ProblemError> errors) {
        this(code, detail, errors, null, null);
    }

    /** A failure that another exception brought about. */
    public ProblemException(ErrorCode code, String detail, Throwable cause) {
        this(code, detail, List.of(), null, cause);
    }

    /** A refusal that will pass: the caller may come back after the time given. */
    public static ProblemException retryAfter(ErrorCode code, String detail, Duration retryAfter) {
        return new ProblemException(code, detail, List.of(), retryAfter, null);
    }

    private ProblemException(
            ErrorCode code,
            String detail,
            List<ProblemError> errors,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.code = code;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /** The named failure. */
    public ErrorCode code() {
        return code;
    }

    /** What happened, where, and how to mend it. */
    public String detail() {
        String message = getMessage();
        return message == null ? code.title() : message;
    }

    /** Each defect of the request. */
    public List<ProblemError> errors() {
        return errors;
    }

    /** When the caller may try again, for BUSY and UNAVAILABLE. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
