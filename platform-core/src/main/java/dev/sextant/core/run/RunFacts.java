package dev.sextant.core.run;

import dev.sextant.core.workflow.WorkflowPlan.RecordSelection;
import dev.sextant.core.workflow.WorkflowPlan.Selection;
import dev.sextant.core.workflow.WorkflowPlan.ServiceCall;
import dev.sextant.core.workflow.WorkflowVersion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What never changes in a run.
 *
 * @param chosen how many records were chosen when it was started: the first so many
 */
record RunFacts(
        String id,
        WorkflowVersion version,
        String startedBy,
        Map<String, @Nullable Object> variables,
        List<TargetRecord> records,
        int chosen) {

    static RunFacts of(NewRun run) {
        return new RunFacts(run.id(), run.version(), run.startedBy(), run.variables(), run.records(), run.chosen());
    }

    /** The records that a node works on; none for a service without a target entity. */
    List<TargetRecord> recordsOf(ServiceCall call) {
        RecordSelection selection = call.records();
        if (selection == null) {
            return List.of();
        }
        return records.stream()
                .filter(record -> record.entity().equals(selection.entity()))
                .filter(record -> selection.select() == Selection.RUN
                        ? record.position() < chosen
                        : selection.ids().contains(record.id()))
                .toList();
    }
}
