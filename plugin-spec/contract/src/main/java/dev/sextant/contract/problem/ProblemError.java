package dev.sextant.contract.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One defect inside a request.
 *
 * @param pointer JSON pointer (RFC 6901) or path to the place, where the input has such
 * @param line line of a text input, from 1
 * @param column column of a text input, from 1
 * @param message what is wrong and how to mend it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemError(
        @Nullable String pointer,
        @Nullable Integer line,
        @Nullable Integer column,
        String message) {

    /** A defect at a JSON pointer. */
    public static ProblemError at(String pointer, String message) {
        return new ProblemError(pointer, null, null, message);
    }

    /** A defect at a position of a text. */
    public static ProblemError at(int line, int column, String message) {
        return new ProblemError(null, line, column, message);
    }
}
