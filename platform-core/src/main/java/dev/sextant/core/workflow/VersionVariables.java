package dev.sextant.core.workflow;

import dev.sextant.core.variable.SystemVariables;
import java.util.List;
import org.springframework.stereotype.Component;

/** What whoever starts a run has to give: not what system variables hold for the plugins that take it. */
@Component
public record VersionVariables(SystemVariables settings) {

    /** All variables of a plan; those that system variables hold are not required. */
    public List<VersionVariable> of(WorkflowPlan plan) {
        return VersionVariable.of(plan).stream()
                .map(variable -> variable.required() && isHeld(variable, plan) ? variable.optional() : variable)
                .toList();
    }

    private boolean isHeld(VersionVariable variable, WorkflowPlan plan) {
        return variable.nodes().stream()
                .allMatch(node -> plan.node(node)
                        .map(WorkflowPlan.Node::call)
                        .flatMap(call -> settings.find(call.plugin(), call.version(), variable.name()))
                        .isPresent());
    }
}
