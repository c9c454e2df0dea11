package dev.sextant.contract.wire;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one record ended, with its outputs as further fields of the same JSON object.
 *
 * @param callbackParameter the input's own, which names the record
 * @param errorCode "0" exactly when it succeeded, else "1"
 * @param errorMessage a sentence for people, empty on success
 * @param outcome derived from the error code where a plugin does not say it
 * @param reason why, in UPPER_SNAKE, for example {@code CONNECT_TIMEOUT}
 * @param outputs the service's output parameters by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordOutcome(
        String callbackParameter,
        String errorCode,
        String errorMessage,
        Outcome outcome,
        @Nullable String reason,
        @JsonAnyGetter @JsonAnySetter Map<String, @Nullable Object> outputs) {

    @SuppressWarnings("ConstantValue")
    public RecordOutcome {
        outcome = outcome != null ? outcome : "0".equals(errorCode) ? Outcome.SUCCEEDED : Outcome.FAILED;
        errorCode = outcome.errorCode();
        errorMessage = errorMessage == null ? "" : errorMessage;
        outputs = outputs == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /** A record that succeeded. */
    public static RecordOutcome succeeded(String callbackParameter, Map<String, @Nullable Object> outputs) {
        return new RecordOutcome(callbackParameter, "0", "", Outcome.SUCCEEDED, null, outputs);
    }

    /** A record that ended otherwise. */
    public static RecordOutcome of(
            String callbackParameter, Outcome outcome, @Nullable String reason, String errorMessage) {
        return of(callbackParameter, outcome, reason, errorMessage, Map.of());
    }

    /** A record that ended otherwise and still has outputs, such as an exit code. */
    public static RecordOutcome of(
            String callbackParameter,
            Outcome outcome,
            @Nullable String reason,
            String errorMessage,
            Map<String, @Nullable Object> outputs) {
        return new RecordOutcome(callbackParameter, outcome.errorCode(), errorMessage, outcome, reason, outputs);
    }
}
