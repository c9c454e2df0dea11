package dev.sextant.core.run;

import dev.sextant.contract.Ids;
import dev.sextant.core.engine.Engine;
import dev.sextant.core.engine.EngineProgress;
import dev.sextant.core.engine.EngineProgress.ReadyNode;
import dev.sextant.core.engine.EngineStep;
import dev.sextant.core.invocation.Delivery;
import dev.sextant.core.invocation.Invocations;
import dev.sextant.core.invocation.Opening;
import dev.sextant.core.invocation.OutcomeSink.Receipt;
import dev.sextant.core.invocation.Settlement;
import dev.sextant.core.run.NodeRuns.Change;
import dev.sextant.core.run.NodeRuns.NodeRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a batch of entries in one transaction: first what is new, then what the engine makes of it, then what follows from
 * that.
 */
final class RunBook {
    private final RunStore runs;
    private final NodeRuns nodes;
    private final Engine engine;
    private final Invocations invocations;
    private final NodeInputs inputs;
    private final RunCache cache;
    private final RunEvents events;

    private final List<EngineStep> steps = new ArrayList<>();
    private final List<Settlement> settlements = new ArrayList<>();
    private final long now = System.currentTimeMillis();

    RunBook(
            RunStore runs,
            NodeRuns nodes,
            Engine engine,
            Invocations invocations,
            NodeInputs inputs,
            RunCache cache,
            RunEvents events) {
        this.runs = runs;
        this.nodes = nodes;
        this.engine = engine;
        this.invocations = invocations;
        this.inputs = inputs;
        this.cache = cache;
        this.events = events;
    }

    List<@Nullable Receipt> write(List<Entry> entries) {
        var started = new ArrayList<NewRun>();
        var deliveries = new ArrayList<Delivery>();
        for (Entry entry : entries) {
            switch (entry) {
                case Entry.Start start -> started.add(start.run());
                case Entry.Outcomes outcomes -> deliveries.add(outcomes.delivery());
                case Entry.Decision decision -> decision.action().apply(this);
            }
        }
        start(started);
        List<Receipt> receipts = record(deliveries);
        settle();
        goOn(engine.advance(steps));
        return receipts(entries, receipts);
    }

    RunStore runs() {
        return runs;
    }

    NodeRuns nodes() {
        return nodes;
    }

    Invocations invocations() {
        return invocations;
    }

    NodeInputs inputs() {
        return inputs;
    }

    RunCache cache() {
        return cache;
    }

    RunEvents events() {
        return events;
    }

    /** Has the engine do something at the end of the batch. */
    void advance(EngineStep step) {
        steps.add(step);
    }

    /** Opens a further attempt of a node. */
    void retry(Opening opening) {
        settlements.addAll(invocations.retry(opening));
    }

    private void start(List<NewRun> started) {
        if (started.isEmpty()) {
            return;
        }
        runs.insert(started, now);
        for (NewRun run : started) {
            cache.put(RunFacts.of(run));
            events.started(run);
            steps.add(new EngineStep.Start(run.id(), run.version().definitionId()));
        }
    }

    private List<Receipt> record(List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return List.of();
        }
        Invocations.Recorded recorded = invocations.record(deliveries);
        settlements.addAll(recorded.settlements());
        return recorded.receipts();
    }

    private void settle() {
        var ended = new ArrayList<Settlement>();
        for (Settlement settlement : settlements) {
            if (settlement.ended()) {
                ended.add(settlement);
            } else {
                events.records(settlement.runId(), settlement.nodeId(), settlement.outcomes());
            }
        }
        settlements.clear();
        if (!ended.isEmpty()) {
            end(ended);
        }
    }

    private void end(List<Settlement> ended) {
        List<NodeRun> reached =
                nodes.byIds(ended.stream().map(Settlement::nodeRunId).toList());
        boolean[] changed = nodes.change(
                ended.stream()
                        .map(settlement -> new Change(
                                settlement.nodeRunId(),
                                NodeState.RUNNING,
                                settlement.succeeded() ? NodeState.SUCCEEDED : NodeState.FAILED,
                                settlement.outcomes()))
                        .toList(),
                now);
        var stopping = new TreeSet<String>();
        for (int i = 0; i < changed.length; i++) {
            Settlement settlement = ended.get(i);
            if (!changed[i]) {
                endStopping(settlement);
                stopping.add(settlement.runId());
            } else if (settlement.succeeded()) {
                steps.add(new EngineStep.Complete(job(reached, settlement)));
                told(settlement, NodeState.SUCCEEDED);
            } else {
                told(settlement, NodeState.FAILED);
                if (runs.move(settlement.runId(), RunState.NEEDS_DECISION, RunState.RUNNING)) {
                    events.run(settlement.runId(), RunState.NEEDS_DECISION, RunEvents.PLATFORM);
                }
            }
        }
        stopping.forEach(this::terminateIfStill);
    }

    private static String job(List<NodeRun> reached, Settlement settlement) {
        return reached.stream()
                .filter(node -> node.id().equals(settlement.nodeRunId()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no node run " + settlement.nodeRunId()))
                .jobId();
    }

    private void endStopping(Settlement settlement) {
        NodeState state = settlement.succeeded() ? NodeState.SUCCEEDED : NodeState.CANCELLED;
        boolean[] changed = nodes.change(
                List.of(new Change(settlement.nodeRunId(), NodeState.STOPPING, state, settlement.outcomes())), now);
        if (changed[0]) {
            told(settlement, state);
        }
    }

    /** Ends a run that is being terminated once nothing of it is open. */
    void terminateIfStill(String runId) {
        if (nodes.active(runId)) {
            return;
        }
        if (runs.end(List.of(runId), RunState.TERMINATED, RunState.STOPPING, now)[0]) {
            steps.add(new EngineStep.Abandon(runId, "terminated"));
            events.run(runId, RunState.TERMINATED, RunEvents.PLATFORM);
        }
    }

    private void told(Settlement settlement, NodeState state) {
        events.node(settlement.runId(), settlement.nodeId(), state, 0, settlement.outcomes(), RunEvents.PLATFORM);
    }

    private void goOn(EngineProgress progress) {
        if (!progress.ready().isEmpty()) {
            reach(progress.ready());
        }
        if (!progress.ended().isEmpty()) {
            boolean[] ended = runs.end(progress.ended(), RunState.SUCCEEDED, RunState.RUNNING, now);
            for (int i = 0; i < ended.length; i++) {
                if (ended[i]) {
                    events.run(progress.ended().get(i), RunState.SUCCEEDED, RunEvents.PLATFORM);
                }
            }
        }
    }

    private void reach(List<ReadyNode> ready) {
        var reached = new ArrayList<NodeRun>(ready.size());
        var openings = new ArrayList<Opening>(ready.size());
        for (ReadyNode node : ready) {
            String id = Ids.next();
            Opening opening = inputs.first(cache.get(node.runId()), id, node.nodeId());
            openings.add(opening);
            reached.add(new NodeRun(
                    id,
                    node.runId(),
                    node.nodeId(),
                    node.jobId(),
                    NodeState.RUNNING,
                    1,
                    opening.records().size(),
                    now,
                    null,
                    Map.of(),
                    null));
            events.node(node.runId(), node.nodeId(), NodeState.RUNNING, 1, Map.of(), RunEvents.PLATFORM);
        }
        nodes.insert(reached);
        settlements.addAll(invocations.open(openings));
        settle();
    }

    private static List<@Nullable Receipt> receipts(List<Entry> entries, List<Receipt> deliveries) {
        var receipts = new ArrayList<@Nullable Receipt>(entries.size());
        int next = 0;
        for (Entry entry : entries) {
            receipts.add(entry instanceof Entry.Outcomes ? deliveries.get(next++) : null);
        }
        return receipts;
    }
}
