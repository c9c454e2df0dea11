package dev.sextant.core.workflow;

import dev.sextant.core.pluginservice.PluginServices;
import dev.sextant.core.pluginservice.RegistrationKey;
import dev.sextant.core.pluginservice.ServiceRegistrations;
import dev.sextant.core.workflow.Design.Node;
import dev.sextant.core.workflow.Design.NodeKind;
import dev.sextant.core.workflow.WorkflowPlan.NodeType;
import dev.sextant.core.workflow.WorkflowPlan.ServiceCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads and checks a design: all its problems at once, and what it would run when it has none. */
@Component
class DesignCheck {
    private final PluginServices services;
    private final ServiceRegistrations registrations;

    DesignCheck(PluginServices services, ServiceRegistrations registrations) {
        this.services = services;
        this.registrations = registrations;
    }

    /** The problems, and the plan where none of them is an error. */
    record Result(List<DesignProblem> problems, Optional<WorkflowPlan> plan) {}

    Result check(String bpmn) {
        var problems = new Problems();
        Optional<Design> design = BpmnReader.read(bpmn, problems);
        Optional<WorkflowPlan> plan = design.map(read -> plan(read, problems));
        return new Result(problems.list(), problems.hasErrors() ? Optional.empty() : plan);
    }

    /** Holds what a sound plan calls, so that nothing of it is disabled before it is deployed; tells what was meanwhile. */
    List<RegistrationKey> hold(WorkflowPlan plan) {
        return registrations.closedOrHeld(plan.serviceNodes().stream()
                .flatMap(node -> Optional.ofNullable(node.call()).stream())
                .map(ServiceCall::key)
                .toList());
    }

    private WorkflowPlan plan(Design design, Problems problems) {
        var flow = new FlowCheck(design, problems);
        flow.check();
        List<Node> serviceNodes = design.nodes().stream()
                .filter(node -> node.kind == NodeKind.SERVICE)
                .toList();
        Map<String, ServiceCall> calls = new CallCheck(services, registrations, flow, problems).check(serviceNodes);
        serviceNodes.stream()
                .filter(node -> node.name.isBlank())
                .forEach(node -> problems.warning(
                        node.id,
                        "NO_NAME",
                        node.place,
                        "The node '" + node.id + "' has no name; give it one for the run page."));
        return new WorkflowPlan(
                design.nodes().stream()
                        .map(node -> new WorkflowPlan.Node(node.id, node.title(), type(node.kind), calls.get(node.id)))
                        .toList(),
                design.flows().stream()
                        .map(edge -> new WorkflowPlan.Edge(edge.id(), edge.from(), edge.to()))
                        .toList());
    }

    private static NodeType type(NodeKind kind) {
        return switch (kind) {
            case START -> NodeType.START;
            case END -> NodeType.END;
            case SERVICE -> NodeType.SERVICE;
            // an exclusive gateway that neither chooses nor joins lets its one token pass, as a parallel one does
            case PARALLEL, EXCLUSIVE -> NodeType.PARALLEL;
        };
    }
}
