package dev.sextant.core.run;

import dev.sextant.core.workflow.WorkflowVersion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run that was checked and is to be started.
 *
 * @param chosen how many of the records were chosen for it; the others are named by its design
 */
record NewRun(
        String id,
        WorkflowVersion version,
        String startedBy,
        @Nullable String reason,
        Map<String, @Nullable Object> variables,
        List<TargetRecord> records,
        int chosen,
        @Nullable String requestKey) {}
