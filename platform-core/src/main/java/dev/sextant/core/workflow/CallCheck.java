package dev.sextant.core.workflow;

import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.manifest.InputParameter;
import dev.sextant.contract.manifest.ParameterSource;
import dev.sextant.core.pluginservice.PluginService;
import dev.sextant.core.pluginservice.PluginServices;
import dev.sextant.core.pluginservice.ServiceRegistration;
import dev.sextant.core.pluginservice.ServiceRegistrations;
import dev.sextant.core.workflow.Design.Node;
import dev.sextant.core.workflow.WorkflowPlan.Binding;
import dev.sextant.core.workflow.WorkflowPlan.RecordSelection;
import dev.sextant.core.workflow.WorkflowPlan.Selection;
import dev.sextant.core.workflow.WorkflowPlan.ServiceCall;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks what the service nodes call against the registered services, and pins what they will call. */
final class CallCheck {
    private final PluginServices services;
    private final CallRegistrations registrations;
    private final FlowCheck flow;
    private final Problems problems;
    private final Map<String, PluginService> found = new LinkedHashMap<>();

    CallCheck(PluginServices services, ServiceRegistrations registrations, FlowCheck flow, Problems problems) {
        this.services = services;
        this.registrations = new CallRegistrations(registrations, problems);
        this.flow = flow;
        this.problems = problems;
    }

    /** The call of each service node that is sound. */
    Map<String, ServiceCall> check(List<Node> serviceNodes) {
        for (Node node : serviceNodes) {
            find(node).ifPresent(service -> found.put(node.id, service));
        }
        var calls = new LinkedHashMap<String, ServiceCall>();
        for (Node node : serviceNodes) {
            PluginService service = found.get(node.id);
            if (service != null && node.service != null) {
                registrations
                        .find(node, node.service, service)
                        .ifPresent(registration -> calls.put(node.id, call(node, service, registration)));
            }
        }
        return calls;
    }

    private Optional<PluginService> find(Node node) {
        Design.ServiceReference reference = node.service;
        if (reference == null) {
            problems.error(node.id, "NO_SERVICE", node.place, "'" + node.title() + "' calls no service; choose one.");
            return Optional.empty();
        }
        Optional<PluginService> service = reference.version() == null
                ? services.newest(reference.plugin(), reference.name())
                : services.find(reference.plugin(), reference.name(), reference.version())
                        .filter(PluginService::registered);
        if (service.isEmpty()) {
            String name = reference.plugin() + ":" + reference.name()
                    + (reference.version() == null ? "" : "@" + reference.version());
            problems.error(
                    node.id,
                    "UNKNOWN_SERVICE",
                    reference.place(),
                    "'" + node.title() + "' calls " + BpmnReader.shown(name)
                            + ", which no registered plugin package offers. Register the package, or choose another service.");
        }
        return service;
    }

    private ServiceCall call(Node node, PluginService service, ServiceRegistration registration) {
        EntityName target = registration.targetOf(service.spec());
        List<Design.Parameter> parameters = CallRegistrations.parameters(node, service, registration);
        checkBindings(node, service, target, parameters);
        RecordSelection records = records(node, service, target);
        return new ServiceCall(
                service.plugin(),
                service.version(),
                service.spec(),
                service.format(),
                records,
                parameters.stream().map(Design.Parameter::binding).toList(),
                registration.key().name());
    }

    private @Nullable RecordSelection records(Node node, PluginService service, @Nullable EntityName target) {
        Design.Records records = node.records;
        if (target == null) {
            if (records != null) {
                problems.error(
                        node.id,
                        "NO_TARGET",
                        records.place(),
                        service.id() + " works on no records; remove the choice of records from '" + node.title()
                                + "'.");
            }
            return null;
        }
        if (records == null) {
            return new RecordSelection(target.toString(), Selection.RUN, List.of());
        }
        if (records.entity() != null && !records.entity().equals(target.toString())) {
            problems.error(
                    node.id,
                    "WRONG_ENTITY",
                    records.place(),
                    service.id() + " works on records of " + target + ", not of " + BpmnReader.shown(records.entity())
                            + ".");
        }
        boolean fixed = records.select() == Selection.FIXED;
        if (fixed == records.ids().isEmpty()) {
            problems.error(
                    node.id,
                    "BAD_SELECTION",
                    records.place(),
                    fixed
                            ? "'" + node.title() + "' works on fixed records but names none; name some."
                            : "'" + node.title()
                                    + "' works on the run's records and names others; choose FIXED or remove them.");
        }
        return new RecordSelection(target.toString(), records.select(), records.ids());
    }

    private void checkBindings(
            Node node, PluginService service, @Nullable EntityName target, List<Design.Parameter> parameters) {
        Map<String, InputParameter> inputs = service.spec().input().stream()
                .collect(Collectors.toMap(InputParameter::name, input -> input, (one, two) -> one, LinkedHashMap::new));
        var bound = new HashSet<String>();
        for (Design.Parameter parameter : parameters) {
            InputParameter input = inputs.get(parameter.binding().name());
            if (input == null) {
                refuse(
                        node,
                        "UNKNOWN_PARAMETER",
                        parameter,
                        service.id() + " has no parameter '"
                                + BpmnReader.shown(parameter.binding().name()) + "'; it has "
                                + String.join(", ", inputs.keySet()) + ".");
            } else if (!bound.add(input.name())) {
                refuse(
                        node,
                        "PARAMETER_TWICE",
                        parameter,
                        "The parameter '" + input.name() + "' is bound twice; keep one.");
            } else {
                checkBinding(node, service, target, input, parameter);
            }
        }
        for (InputParameter input : inputs.values()) {
            if (input.required()
                    && input.defaultValue() == null
                    && !bound.contains(input.name())
                    && !comes(input, target)) {
                problems.error(
                        node.id,
                        "MISSING_PARAMETER",
                        node.place,
                        "'" + node.title() + "' gives no value to '" + input.name() + "', which " + service.id()
                                + " needs.");
            }
        }
    }

    /** Whether the manifest itself says where the value comes from. */
    private static boolean comes(InputParameter input, @Nullable EntityName target) {
        ParameterSource source = input.from();
        return source != null
                && switch (source.kind()) {
                    case RECORD, EXPRESSION -> target != null;
                    case VARIABLE -> true;
                    case CONSTANT, CONTEXT, OBJECT, ASSIGN -> false;
                };
    }

    private void checkBinding(
            Node node,
            PluginService service,
            @Nullable EntityName target,
            InputParameter input,
            Design.Parameter parameter) {
        Binding binding = parameter.binding();
        switch (binding.from()) {
            case CONSTANT -> checkConstant(node, input, parameter);
            case RECORD -> {
                if (target == null) {
                    refuse(
                            node,
                            "NO_TARGET",
                            parameter,
                            "'" + input.name() + "' is taken from a record, but " + service.id() + " works on none.");
                }
                checkName(node, input, parameter);
            }
            case CONTEXT -> checkContext(node, input, parameter);
            case VARIABLE -> checkName(node, input, parameter);
        }
    }

    private void checkConstant(Node node, InputParameter input, Design.Parameter parameter) {
        if (input.secret()) {
            refuse(
                    node,
                    "SECRET_CONSTANT",
                    parameter,
                    "'" + input.name() + "' is a secret; a design is no place for it. Take it from a variable.");
            return;
        }
        if (input.required() && parameter.binding().value().isEmpty()) {
            refuse(
                    node,
                    "MISSING_PARAMETER",
                    parameter,
                    "'" + node.title() + "' gives '" + input.name() + "' an empty value; fill it.");
            return;
        }
        try {
            ParameterValues.convert(input, parameter.binding().value());
        } catch (IllegalArgumentException wrong) {
            refuse(node, "BAD_VALUE", parameter, String.valueOf(wrong.getMessage()));
        }
    }

    private void checkName(Node node, InputParameter input, Design.Parameter parameter) {
        if (!parameter.binding().value().matches("[A-Za-z][A-Za-z0-9._-]{0,99}")) {
            refuse(
                    node,
                    "BAD_VALUE",
                    parameter,
                    "'" + input.name() + "' is taken from '"
                            + BpmnReader.shown(parameter.binding().value()) + "', which is no name.");
        }
    }

    private void checkContext(Node node, InputParameter input, Design.Parameter parameter) {
        String value = parameter.binding().value();
        int dot = value.lastIndexOf('.');
        String earlier = dot < 0 ? "" : value.substring(0, dot);
        PluginService service = found.get(earlier);
        if (service == null || !flow.before(node.id).contains(earlier)) {
            refuse(
                    node,
                    "BAD_CONTEXT",
                    parameter,
                    "'" + input.name() + "' is taken from '" + BpmnReader.shown(value)
                            + "'; write node.output, with a service node that comes before this one.");
        } else if (service.spec().output().stream()
                .noneMatch(output -> output.name().equals(value.substring(dot + 1)))) {
            refuse(
                    node,
                    "BAD_CONTEXT",
                    parameter,
                    service.id() + " has no output '" + BpmnReader.shown(value.substring(dot + 1)) + "'.");
        }
    }

    private void refuse(Node node, String code, Design.Parameter parameter, String message) {
        problems.error(node.id, code, parameter.place(), message);
    }
}
