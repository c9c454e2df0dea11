package dev.sextant.core.run;

import dev.sextant.contract.wire.Outcome;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as people see it.
 *
 * @param stopping whether it is being terminated
 * @param reason why it was terminated, or else why it was started
 * @param outcomes how many records ended how; the worst counts where several nodes worked on one
 */
record RunView(
        String id,
        String workflowId,
        String workflowName,
        String versionId,
        int versionNumber,
        RunState state,
        boolean stopping,
        String startedBy,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String reason,
        Map<Outcome, Integer> outcomes,
        int recordCount) {
    RunView with(Map<Outcome, Integer> counted) {
        return new RunView(
                id,
                workflowId,
                workflowName,
                versionId,
                versionNumber,
                state,
                stopping,
                startedBy,
                startedAt,
                endedAt,
                reason,
                counted,
                recordCount);
    }
}
