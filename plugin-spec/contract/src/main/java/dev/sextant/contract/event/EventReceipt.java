package dev.sextant.contract.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin has taken of a batch, its answer with status 200. Any other status acknowledges nothing.
 *
 * @param accepted id of the last event that need not come again; absent when the first one must come again already
 * @param problem why the next event was not taken, a sentence for people; absent when all were
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EventReceipt(
        @Nullable String accepted, @Nullable String problem) {

    /** All events up to this one were taken. */
    public static EventReceipt all(String lastId) {
        return new EventReceipt(lastId, null);
    }
}
