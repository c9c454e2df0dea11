package dev.sextant.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;

/**
 * What a plugin knows of an attempt; a plugin that never received it answers 404, and then it is safe to send again.
 *
 * @param requestId the attempt
 * @param state whether outcomes may still come
 * @param results the outcomes so far; none where a plugin leaves them out
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InvocationStatus(String requestId, State state, InvocationResponse.Results results) {

    @SuppressWarnings("ConstantValue")
    public InvocationStatus {
        Objects.requireNonNull(state, "state is missing");
        results = results == null ? new InvocationResponse.Results(requestId, List.of()) : results;
    }

    /** Whether outcomes may still come. */
    public enum State {
        RUNNING,
        FINISHED
    }

    /** A status with the outcomes so far. */
    public static InvocationStatus of(String requestId, State state, List<RecordOutcome> outputs) {
        return new InvocationStatus(requestId, state, new InvocationResponse.Results(requestId, outputs));
    }
}
