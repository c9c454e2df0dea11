package dev.sextant.core.workflow;

import dev.sextant.contract.manifest.InputParameter;
import dev.sextant.contract.manifest.Localized;
import dev.sextant.contract.manifest.ParameterSource;
import dev.sextant.core.workflow.WorkflowPlan.Binding;
import dev.sextant.core.workflow.WorkflowPlan.Node;
import dev.sextant.core.workflow.WorkflowPlan.ServiceCall;
import dev.sextant.core.workflow.WorkflowPlan.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A variable that the nodes of a version take values from; whoever starts a run gives it.
 *
 * @param type the kind of value, as the first parameter that takes it has it
 * @param values the only values allowed, empty when there is no such limit
 * @param required whether a node cannot run without it
 * @param secret whether a parameter that takes it is a secret, so that its value is never shown
 * @param title the name of the first parameter that takes it
 * @param nodes the ids of the nodes that take it
 */
public record VersionVariable(
        String name,
        String type,
        List<String> values,
        boolean required,
        boolean secret,
        @Nullable Localized title,
        List<String> nodes) {
    public VersionVariable {
        values = List.copyOf(values);
        nodes = List.copyOf(nodes);
    }

    /** All variables of a plan, in the order of its nodes. */
    public static List<VersionVariable> of(WorkflowPlan plan) {
        Map<String, VersionVariable> found = new LinkedHashMap<>();
        for (Node node : plan.serviceNodes()) {
            ServiceCall call = Objects.requireNonNull(node.call());
            for (InputParameter input : call.service().input()) {
                String name = name(call, input);
                if (name != null) {
                    found.merge(name, of(name, input, node), VersionVariable::and);
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static VersionVariable of(String name, InputParameter input, Node node) {
        boolean required = input.required() && input.defaultValue() == null;
        return new VersionVariable(
                name, input.type().text(), input.values(), required, input.secret(), input.title(), List.of(node.id()));
    }

    /** The same, which nobody has to give. */
    VersionVariable optional() {
        return new VersionVariable(name, type, values, false, secret, title, nodes);
    }

    private VersionVariable and(VersionVariable other) {
        List<String> both =
                Stream.concat(nodes.stream(), other.nodes.stream()).distinct().toList();
        return new VersionVariable(name, type, values, required || other.required, secret || other.secret, title, both);
    }

    /** The variable that a parameter is taken from: by the design, or where that is silent by the manifest. */
    private static @Nullable String name(ServiceCall call, InputParameter input) {
        for (Binding binding : call.parameters()) {
            if (binding.name().equals(input.name())) {
                return binding.from() == Source.VARIABLE ? binding.value() : null;
            }
        }
        ParameterSource source = input.from();
        if (source == null || source.kind() != ParameterSource.Kind.VARIABLE) {
            return null;
        }
        return source.name() == null ? input.name() : source.name();
    }
}
