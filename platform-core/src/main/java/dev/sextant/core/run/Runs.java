package dev.sextant.core.run;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.engine.EngineStep;
import dev.sextant.core.invocation.RecordHistory;
import dev.sextant.core.run.NodeRuns.NodeRun;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Starts runs and carries out what people decide about them. */
@Component
public class Runs {
    private final RunLedger ledger;
    private final RunStart start;
    private final RunStore store;
    private final NodeRuns nodes;
    private final RunCache cache;
    private final RecordHistory history;

    Runs(RunLedger ledger, RunStart start, RunStore store, NodeRuns nodes, RunCache cache, RecordHistory history) {
        this.ledger = ledger;
        this.start = start;
        this.store = store;
        this.nodes = nodes;
        this.cache = cache;
        this.history = history;
    }

    /**
     * Starts a run; it is committed when this returns. The same request key gives the same run again.
     *
     * @return the run's id
     */
    public String start(RunRequest request) {
        if (request.requestKey() != null) {
            var known = store.byRequestKey(request.requestKey());
            if (known.isPresent()) {
                return known.get();
            }
        }
        NewRun run = start.prepare(request);
        try {
            ledger.write(new Entry.Start(run));
            return run.id();
        } catch (org.springframework.dao.DuplicateKeyException meanwhile) {
            return store.byRequestKey(String.valueOf(request.requestKey())).orElseThrow(() -> meanwhile);
        }
    }

    /** Runs a failed node again for the records that did not succeed. */
    public void retry(String runId, String nodeId, String actor) {
        NodeRun node = failedNode(runId, nodeId);
        RunFacts facts = cache.get(runId);
        Set<String> failed = history.failed(node.id());
        List<TargetRecord> records = start.again(facts.recordsOf(NodeInputs.call(facts, nodeId)).stream()
                .filter(record -> failed.contains(record.id()))
                .toList());
        ledger.write(new Entry.Decision(runId, book -> {
            requireDecidable(book, runId);
            if (!book.nodes().retry(node)) {
                throw notFailed(node.nodeId());
            }
            book.events().node(runId, nodeId, NodeState.RUNNING, node.attempt() + 1, java.util.Map.of(), actor);
            book.retry(book.inputs().again(facts, node.id(), nodeId, node.attempt() + 1, records));
            goOn(book, runId, actor);
        }));
    }

    /** Lets the run go on behind a failed node. */
    public void skip(String runId, String nodeId, @Nullable String reason, String actor) {
        NodeRun node = failedNode(runId, nodeId);
        ledger.write(new Entry.Decision(runId, book -> {
            requireDecidable(book, runId);
            if (!book.nodes().skip(node, reason)) {
                throw notFailed(node.nodeId());
            }
            book.events().node(runId, nodeId, NodeState.SKIPPED, node.attempt(), node.outcomes(), actor);
            book.advance(new EngineStep.Complete(node.jobId()));
            goOn(book, runId, actor);
        }));
    }

    /** Ends a run: its open calls are stopped first, and it is told as terminated when their outcomes are known. */
    public void terminate(String runId, @Nullable String reason, String actor) {
        requireRun(runId);
        ledger.write(new Entry.Decision(runId, book -> {
            RunState state = book.runs().lock(runId).orElseThrow(() -> notFound(runId));
            if (state.ended()) {
                throw ended(runId, state);
            }
            if (state != RunState.STOPPING) {
                book.runs().move(runId, RunState.STOPPING, state);
                book.runs().tellEndReason(runId, reason);
                book.nodes().stopRunning(runId);
                book.invocations().stop(runId);
                book.events().run(runId, RunState.STOPPING, actor);
                book.terminateIfStill(runId);
            }
        }));
    }

    private void goOn(RunBook book, String runId, String actor) {
        if (!book.nodes().anyFailed(runId) && book.runs().move(runId, RunState.RUNNING, RunState.NEEDS_DECISION)) {
            book.events().run(runId, RunState.RUNNING, actor);
        }
    }

    private static void requireDecidable(RunBook book, String runId) {
        RunState state = book.runs().lock(runId).orElseThrow(() -> notFound(runId));
        if (state != RunState.NEEDS_DECISION) {
            throw state.ended()
                    ? ended(runId, state)
                    : new ProblemException(
                            RunError.NODE_NOT_FAILED,
                            "The run " + runId + " waits for no decision: it is " + state + ".");
        }
    }

    private NodeRun failedNode(String runId, String nodeId) {
        requireRun(runId);
        NodeRun node = nodes.find(runId, nodeId)
                .orElseThrow(() -> new ProblemException(
                        RunError.NODE_NOT_FOUND,
                        "The run " + runId + " has not reached a node " + nodeId + "; see its nodes."));
        if (node.state() != NodeState.FAILED) {
            throw notFailed(nodeId);
        }
        return node;
    }

    private void requireRun(String runId) {
        if (store.find(runId).isEmpty()) {
            throw notFound(runId);
        }
    }

    static ProblemException notFound(String runId) {
        return new ProblemException(
                RunError.RUN_NOT_FOUND, "There is no run " + runId + "; take one of GET /platform/v1/runs.");
    }

    private static ProblemException notFailed(String nodeId) {
        return new ProblemException(
                RunError.NODE_NOT_FAILED,
                "The node " + nodeId + " has no failed records that wait for a decision; read it again.");
    }

    private static ProblemException ended(String runId, RunState state) {
        return new ProblemException(
                RunError.RUN_ENDED, "The run " + runId + " has ended already: it is " + state + ".");
    }
}
