package dev.sextant.core.run;

import dev.sextant.contract.wire.Outcome;
import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import java.util.Map;

/** Tells the feed what happens to runs. */
final class RunEvents {
    static final String PLATFORM = "service:platform-core";

    private final Events events;

    RunEvents(Events events) {
        this.events = events;
    }

    void started(NewRun run) {
        events.append(new NewEvent(
                "run.started",
                run.startedBy(),
                run.id(),
                null,
                Map.of("workflowId", run.version().workflowId(), "recordCount", run.chosen())));
    }

    void run(String runId, RunState state, String actor) {
        events.append(new NewEvent("run.changed", actor, runId, null, Map.of("state", state.name())));
    }

    void node(String runId, String nodeId, NodeState state, int attempt, Map<Outcome, Integer> outcomes, String actor) {
        events.append(new NewEvent(
                "node.changed",
                actor,
                runId,
                nodeId,
                outcomes.isEmpty()
                        ? Map.of("state", state.name(), "attempt", attempt)
                        : Map.of("state", state.name(), "outcomes", outcomes)));
    }

    void records(String runId, String nodeId, Map<Outcome, Integer> outcomes) {
        events.append(new NewEvent("records.changed", PLATFORM, runId, nodeId, Map.of("outcomes", outcomes)));
    }
}
