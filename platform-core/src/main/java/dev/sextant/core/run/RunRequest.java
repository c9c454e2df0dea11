package dev.sextant.core.run;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What someone wants to be run.
 *
 * @param requestKey the caller's idempotency key, already made unique among callers; null where there is none
 */
public record RunRequest(
        String workflowVersionId,
        @Nullable String reason,
        List<RecordRef> records,
        Map<String, @Nullable Object> variables,
        String startedBy,
        @Nullable String requestKey) {
    /** A record by its entity and id. */
    public record RecordRef(String entity, String id) {}
}
