package dev.sextant.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call would do with one record.
 *
 * @param callbackParameter the input's own, which names the record
 * @param effect whether it would change anything
 * @param summary a sentence for people
 * @param changes what would be different afterwards
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RecordPlan(String callbackParameter, Effect effect, String summary, List<Change> changes) {

    @SuppressWarnings("ConstantValue")
    public RecordPlan {
        effect = effect == null ? Effect.UNKNOWN : effect;
        summary = summary == null ? "" : summary;
        changes = Lists.orEmpty(changes);
    }

    /** Whether a call would change anything. */
    public enum Effect {
        /** Something would be different afterwards. */
        CHANGE,
        /** All is as it should be already. */
        NONE,
        /** The call would fail; the summary says why. */
        REFUSED,
        /** That cannot be told before. */
        UNKNOWN
    }

    /**
     * One thing that would be different; secrets are not shown.
     *
     * @param what the thing, for example a path or an attribute
     * @param before how it is; absent where it does not exist
     * @param after how it would be; absent where it would not exist any more
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Change(
            String what, @Nullable String before, @Nullable String after) {}
}
