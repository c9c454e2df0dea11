package dev.sextant.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How far the work is. Only the newest of a record counts; it says nothing of how the record will end.
 *
 * @param callbackParameter the record; absent for the attempt as a whole
 * @param percent 0 to 100; absent where that is not known
 * @param message what is being done, one line of at most 500 characters
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Progress(
        @Nullable String callbackParameter,
        @Nullable Integer percent,
        @Nullable String message) {

    /** A longer message is cut here. */
    public static final int MESSAGE_LENGTH = 500;

    private static final int WHOLE = 100;

    public Progress {
        percent = percent == null ? null : Math.max(0, Math.min(WHOLE, percent));
        message = message == null ? null : line(message);
    }

    private static String line(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MESSAGE_LENGTH ? line : line.substring(0, MESSAGE_LENGTH - 1) + "…";
    }
}
