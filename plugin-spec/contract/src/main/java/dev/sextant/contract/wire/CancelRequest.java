package dev.sextant.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a plugin to stop an attempt; answered 202, the outcome CANCELLED arrives by callback.
 *
 * @param requestId the attempt
 * @param records the records to stop by their callback parameter; absent means all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CancelRequest(String requestId, @Nullable List<String> records) {

    /** Stops every record of an attempt. */
    public static CancelRequest all(String requestId) {
        return new CancelRequest(requestId, null);
    }
}
