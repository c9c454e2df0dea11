package dev.sextant.core.workflow;

import dev.sextant.contract.manifest.InputParameter;
import dev.sextant.core.pluginservice.DefaultBinding;
import dev.sextant.core.pluginservice.PluginService;
import dev.sextant.core.pluginservice.RegistrationKey;
import dev.sextant.core.pluginservice.ServiceRegistration;
import dev.sextant.core.pluginservice.ServiceRegistrations;
import dev.sextant.core.workflow.Design.Node;
import dev.sextant.core.workflow.WorkflowPlan.Binding;
import dev.sextant.core.workflow.WorkflowPlan.Source;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds under which of their names service nodes call their services, and what that gives them. */
final class CallRegistrations {
    private final ServiceRegistrations registrations;
    private final Problems problems;

    CallRegistrations(ServiceRegistrations registrations, Problems problems) {
        this.registrations = registrations;
        this.problems = problems;
    }

    Optional<ServiceRegistration> find(Node node, Design.ServiceReference reference, PluginService service) {
        RegistrationKey key = RegistrationKey.of(service, reference.registration());
        Optional<ServiceRegistration> found = registrations.find(key.id());
        if (found.isEmpty() && !key.isStandard()) {
            problems.error(
                    node.id,
                    "UNKNOWN_REGISTRATION",
                    reference.place(),
                    "'" + node.title() + "' calls " + service.id() + " as '" + BpmnReader.shown(key.name())
                            + "', and it is not registered under that name. Register it so, or choose another service.");
            return Optional.empty();
        }
        if (found.isPresent() && !found.get().isEnabled()) {
            problems.error(
                    node.id,
                    "SERVICE_DISABLED",
                    reference.place(),
                    "'" + node.title() + "' calls " + key.label()
                            + ", which is disabled. Enable it, or choose another service.");
        }
        return Optional.of(found.orElseGet(() -> ServiceRegistration.fresh(key, service.packageId())));
    }

    /** What the node binds, and what its registration binds beyond that. */
    static List<Design.Parameter> parameters(Node node, PluginService service, ServiceRegistration registration) {
        Set<String> inputs =
                service.spec().input().stream().map(InputParameter::name).collect(Collectors.toSet());
        node.parameters.forEach(parameter -> inputs.remove(parameter.binding().name()));
        return Stream.concat(
                        node.parameters.stream(),
                        registration.bindings().stream()
                                .filter(binding -> inputs.contains(binding.name()))
                                .map(binding -> new Design.Parameter(binding(binding), node.place)))
                .toList();
    }

    private static Binding binding(DefaultBinding binding) {
        Source from = switch (binding.from()) {
            case CONSTANT -> Source.CONSTANT;
            case RECORD -> Source.RECORD;
            case VARIABLE -> Source.VARIABLE;
        };
        return new Binding(binding.name(), from, binding.value());
    }
}
