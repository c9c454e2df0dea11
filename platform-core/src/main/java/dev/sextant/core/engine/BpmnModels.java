package dev.sextant.core.engine;

import org.flowable.bpmn.model.BpmnModel;
import org.flowable.bpmn.model.EndEvent;
import org.flowable.bpmn.model.ExternalWorkerServiceTask;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.ParallelGateway;
import org.flowable.bpmn.model.Process;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.bpmn.model.StartEvent;

/**
 * Builds Flowable's model from our graph.
 *
 * <p>Nothing but ids gets into it, so no text of a design, whatever it says, is ever read by Flowable.
 */
final class BpmnModels {
    static final String TOPIC = "sextant";

    private BpmnModels() {}

    static BpmnModel of(ProcessGraph graph) {
        var process = new Process();
        process.setId(graph.key());
        process.setExecutable(true);
        for (ProcessGraph.Step step : graph.steps()) {
            FlowElement element = element(step.kind());
            element.setId(step.id());
            process.addFlowElement(element);
        }
        for (ProcessGraph.Edge edge : graph.edges()) {
            var flow = new SequenceFlow(edge.from(), edge.to());
            flow.setId(edge.id());
            process.addFlowElement(flow);
        }
        var model = new BpmnModel();
        model.addProcess(process);
        return model;
    }

    private static FlowElement element(ProcessGraph.Kind kind) {
        return switch (kind) {
            case START -> new StartEvent();
            case END -> new EndEvent();
            case PARALLEL -> new ParallelGateway();
            case SERVICE -> serviceTask();
        };
    }

    private static ExternalWorkerServiceTask serviceTask() {
        var task = new ExternalWorkerServiceTask();
        task.setTopic(TOPIC);
        task.setDoNotIncludeVariables(true);
        return task;
    }
}
