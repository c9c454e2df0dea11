package dev.sextant.core.run;

import dev.sextant.contract.wire.Outcome;
import dev.sextant.core.run.NodeRuns.NodeRun;
import dev.sextant.core.workflow.WorkflowPlan;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service node of a run as people see it.
 *
 * @param nodeRunId null where the run has not reached it
 * @param problem what keeps its calls from going on
 */
record NodeView(
        @Nullable String nodeRunId,
        String nodeId,
        String name,
        String type,
        @Nullable String service,
        NodeState state,
        int attempt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Map<Outcome, Integer> outcomes,
        int recordCount,
        @Nullable String reason,
        @Nullable Problem problem) {
    /** What keeps a node's calls from going on. */
    record Problem(String code, String detail) {}

    /** A node that the run has not reached, or never will. */
    static NodeView unreached(WorkflowPlan.Node node, boolean ended) {
        return new NodeView(
                null,
                node.id(),
                node.name(),
                node.type().name(),
                service(node),
                ended ? NodeState.NOT_REACHED : NodeState.WAITING,
                0,
                null,
                null,
                Map.of(),
                0,
                null,
                null);
    }

    static NodeView of(WorkflowPlan.Node node, NodeRun run, Map<Outcome, Integer> outcomes, @Nullable String problem) {
        return new NodeView(
                run.id(),
                node.id(),
                node.name(),
                node.type().name(),
                service(node),
                run.state() == NodeState.STOPPING ? NodeState.RUNNING : run.state(),
                run.attempt(),
                Instant.ofEpochMilli(run.startedAt()),
                run.endedAt() == null ? null : Instant.ofEpochMilli(run.endedAt()),
                outcomes,
                run.records(),
                run.reason(),
                problem == null ? null : new Problem("CALL_DELAYED", problem));
    }

    private static @Nullable String service(WorkflowPlan.Node node) {
        return node.call() == null ? null : node.call().reference();
    }
}
