package dev.sextant.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.contract.Ids;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.engine.EngineProgress.ReadyNode;
import dev.sextant.core.engine.EngineStep.Complete;
import dev.sextant.core.engine.EngineStep.Start;
import dev.sextant.core.engine.ProcessGraph.Edge;
import dev.sextant.core.engine.ProcessGraph.Kind;
import dev.sextant.core.engine.ProcessGraph.Step;
import java.util.List;
import java.util.Objects;
import org.flowable.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@CoreIntegrationTest
class EngineIntegrationTests {
    private static final ProcessGraph FORKED = new ProcessGraph(
            "forked",
            List.of(
                    new Step("start", Kind.START),
                    new Step("fork", Kind.PARALLEL),
                    new Step("left", Kind.SERVICE),
                    new Step("right", Kind.SERVICE),
                    new Step("join", Kind.PARALLEL),
                    new Step("last", Kind.SERVICE),
                    new Step("end", Kind.END)),
            List.of(
                    new Edge("e1", "start", "fork"),
                    new Edge("e2", "fork", "left"),
                    new Edge("e3", "fork", "right"),
                    new Edge("e4", "left", "join"),
                    new Edge("e5", "right", "join"),
                    new Edge("e6", "join", "last"),
                    new Edge("e7", "last", "end")));

    @Autowired
    Engine engine;

    @Autowired
    ProcessEngine flowable;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void handsOutEachServiceNodeOnceAndTellsTheEnd() {
        String definition = deploy(FORKED);
        String run = Ids.next();
        EngineProgress started = advance(new Start(run, definition));
        assertThat(started.ready()).extracting(ReadyNode::nodeId).containsExactlyInAnyOrder("left", "right");
        EngineProgress left = advance(complete(started, "left"));
        assertThat(left.ready()).isEmpty();
        EngineProgress right = advance(complete(started, "right"));
        assertThat(right.ready()).singleElement().returns("last", ReadyNode::nodeId);
        assertThat(right.ended()).isEmpty();
        EngineProgress last = advance(complete(right, "last"));
        assertThat(last.ended()).containsExactly(run);
        assertThat(flowable.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(run)
                        .count())
                .isZero();
    }

    @Test
    void doesStepsOfManyRunsTogether() {
        String definition = deploy(FORKED);
        EngineProgress started = advance(new Start(Ids.next(), definition), new Start(Ids.next(), definition));
        assertThat(started.ready()).hasSize(4);
        EngineProgress joined = advance(
                started.ready().stream().map(node -> new Complete(node.jobId())).toArray(EngineStep[]::new));
        assertThat(joined.ready()).extracting(ReadyNode::nodeId).containsExactly("last", "last");
    }

    @Test
    void refusesToCompleteANodeTwice() {
        EngineProgress started = advance(new Start(Ids.next(), deploy(FORKED)));
        Complete left = complete(started, "left");
        advance(left);
        assertThatThrownBy(() -> advance(left)).hasMessageContaining("left already");
    }

    @Test
    void locksItsJobsForGood() {
        EngineProgress started = advance(new Start(Ids.next(), deploy(FORKED)));
        var job = flowable.getManagementService()
                .createExternalWorkerJobQuery()
                .jobId(started.ready().getFirst().jobId())
                .singleResult();
        assertThat(job.getLockOwner()).isEqualTo("sextant");
        assertThat(job.getLockExpirationTime()).isInTheFuture();
    }

    @Test
    void runsNoExecutorAndReachesNoBean() {
        var configuration = flowable.getProcessEngineConfiguration();
        assertThat(configuration.getAsyncExecutor().isActive()).isFalse();
        assertThatThrownBy(() -> new LiteralExpressions().createExpression("${'a'.class}"))
                .hasMessageContaining("not allowed");
    }

    private static Complete complete(EngineProgress progress, String node) {
        return progress.ready().stream()
                .filter(ready -> ready.nodeId().equals(node))
                .map(ready -> new Complete(ready.jobId()))
                .findFirst()
                .orElseThrow();
    }

    private String deploy(ProcessGraph graph) {
        return Objects.requireNonNull(transactions.execute(status -> engine.deploy(graph)));
    }

    private EngineProgress advance(EngineStep... steps) {
        return Objects.requireNonNull(transactions.execute(status -> engine.advance(List.of(steps))));
    }
}
