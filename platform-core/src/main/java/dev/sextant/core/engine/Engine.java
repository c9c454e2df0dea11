package dev.sextant.core.engine;

import java.util.List;
import org.flowable.engine.ProcessEngine;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The workflow engine, as the rest of the platform sees it.
 *
 * <p>A service node is an external-worker job of Flowable. It is locked for us when it is made, and handed out by the call
 * that made it, so that the caller stores what it owes the node in the same transaction: nothing polls for jobs, and none
 * can be lost between two transactions.
 */
@Component
public class Engine {
    private final ProcessEngine flowable;
    private final ProgressCollector collector;

    Engine(ProcessEngine flowable, ProgressCollector collector) {
        this.flowable = flowable;
        this.collector = collector;
    }

    /** Makes the graph executable and returns the id under which it is started; part of the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public String deploy(ProcessGraph graph) {
        var deployment = flowable.getRepositoryService()
                .createDeployment()
                .name(graph.key())
                .addBpmnModel(graph.key() + ".bpmn", BpmnModels.of(graph))
                .deploy();
        return flowable.getRepositoryService()
                .createProcessDefinitionQuery()
                .deploymentId(deployment.getId())
                .singleResult()
                .getId();
    }

    /**
     * Does the steps within the caller's transaction and tells where the executions stand then.
     *
     * @throws EngineConflictException when another transaction moved one of the executions: to be tried again
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public EngineProgress advance(List<EngineStep> steps) {
        if (steps.isEmpty()) {
            return new EngineProgress(List.of(), List.of());
        }
        return collector.collect(() -> {
            try {
                flowable.getManagementService().executeCommand(new AdvanceCommand(flowable, steps));
            } catch (org.flowable.common.engine.api.FlowableOptimisticLockingException conflict) {
                throw new EngineConflictException(conflict);
            }
        });
    }
}
