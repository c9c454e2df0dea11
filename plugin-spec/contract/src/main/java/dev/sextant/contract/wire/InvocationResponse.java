package dev.sextant.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a synchronous service (200), the acceptance of an asynchronous one (202, without results), and the
 * body of the final callback (with the request's id in its results).
 *
 * @param resultCode "0" when the call itself was understood; the records' outcomes stand in the results
 * @param resultMessage a sentence for people
 * @param results absent on acceptance
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record InvocationResponse(
        String resultCode, String resultMessage, @Nullable Results results) {

    @SuppressWarnings("ConstantValue")
    public InvocationResponse {
        resultCode = resultCode == null ? "0" : resultCode;
        resultMessage = resultMessage == null ? "" : resultMessage;
    }

    /**
     * Outcomes of records.
     *
     * @param requestId the attempt; only callbacks and status answers carry it
     * @param outputs one outcome per record
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Results(@Nullable String requestId, List<RecordOutcome> outputs) {
        public Results {
            outputs = Lists.orEmpty(outputs);
        }
    }

    /** The work was taken over; reports and one callback follow. */
    public static InvocationResponse accepted() {
        return new InvocationResponse("0", "accepted", null);
    }

    /** The outcomes of a synchronous call. */
    public static InvocationResponse of(List<RecordOutcome> outputs) {
        return new InvocationResponse("0", "", new Results(null, outputs));
    }

    /** The final outcomes of an attempt. */
    public static InvocationResponse callback(String requestId, List<RecordOutcome> outputs) {
        return new InvocationResponse("0", "", new Results(requestId, outputs));
    }
}
