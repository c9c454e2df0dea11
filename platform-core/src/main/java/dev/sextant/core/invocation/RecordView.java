package dev.sextant.core.invocation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.sextant.contract.wire.Outcome;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record in its latest attempt.
 *
 * @param outputCut how many bytes of its output were not kept; null where all were
 */
public record RecordView(
        String recordId,
        String displayName,
        int attempt,
        String state,
        @Nullable Outcome outcome,
        @Nullable String reason,
        @Nullable String message,
        @Nullable Map<String, @Nullable Object> outputs,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        long outputBytes,
        @Nullable Long outputCut,
        @JsonIgnore int position) {}
