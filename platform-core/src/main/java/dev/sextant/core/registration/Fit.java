package dev.sextant.core.registration;

import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.manifest.InputParameter;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.core.pluginservice.DefaultBinding;
import dev.sextant.core.pluginservice.DefaultBinding.From;
import dev.sextant.core.workflow.ParameterValues;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells whether the parts of a registration fit a service. */
final class Fit {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}");

    private final ServiceSpec service;

    Fit(ServiceSpec service) {
        this.service = service;
    }

    /** Why the service cannot work on records of this entity. */
    Optional<String> targetProblem(@Nullable EntityName target) {
        var own = service.target();
        return target == null || own == null || own.equals(target)
                ? Optional.empty()
                : Optional.of("%s works on records of %s, which cannot be changed to %s"
                        .formatted(service.name(), own, target));
    }

    /** Why an input of the service cannot be bound so. */
    Optional<String> bindingProblem(DefaultBinding binding, @Nullable EntityName target) {
        return service.input().stream()
                .filter(input -> input.name().equals(binding.name()))
                .findFirst()
                .map(input -> bindingProblem(input, binding, target))
                .orElseGet(() -> Optional.of("%s has no input of this name".formatted(service.name())));
    }

    private Optional<String> bindingProblem(InputParameter input, DefaultBinding binding, @Nullable EntityName target) {
        if (binding.from() == From.CONSTANT) {
            return constantProblem(input, binding.value());
        }
        if (binding.from() == From.RECORD && service.target() == null && target == null) {
            return Optional.of("It is taken from a record, but %s works on none".formatted(service.name()));
        }
        return NAME.matcher(binding.value()).matches()
                ? Optional.empty()
                : Optional.of("It is taken from something that is no name; a name begins with a letter and has letters,"
                        + " digits, '.', '_' and '-', at most 100");
    }

    private static Optional<String> constantProblem(InputParameter input, String value) {
        if (input.secret()) {
            return Optional.of("It is a secret, for which this is no place; take it from a variable");
        }
        if (value.isEmpty()) {
            return Optional.of("The constant is empty; fill it, or remove the binding");
        }
        try {
            ParameterValues.convert(input, value);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }
}
