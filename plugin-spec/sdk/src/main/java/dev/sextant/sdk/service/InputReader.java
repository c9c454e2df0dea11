package dev.sextant.sdk.service;

import dev.sextant.contract.manifest.InputParameter;
import dev.sextant.contract.wire.InvocationRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

/** Turns one input of a call into the service's record; its messages name parameters, never their values. */
final class InputReader {

    /** WeCube's token for risky calls; it is the core's business. */
    private static final Set<String> PROTOCOL = Set.of(InvocationRequest.CALLBACK_PARAMETER, "confirmToken");

    private final JsonMapper json;

    InputReader(JsonMapper json) {
        this.json = json;
    }

    /** An input that is wrong; the message is for people. */
    static final class InvalidInput extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidInput(String message) {
            super(message);
        }
    }

    Object read(ServiceBinding binding, Map<String, @Nullable Object> input) throws InvalidInput {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (InputParameter parameter : binding.spec().input()) {
            Object given = input.get(parameter.name());
            Object value = given == null ? parameter.defaultValue() : given;
            check(parameter, value, problems);
            values.put(parameter.name(), value);
        }
        Set<String> known =
                binding.spec().input().stream().map(InputParameter::name).collect(Collectors.toSet());
        input.keySet().stream()
                .filter(name -> !known.contains(name) && !PROTOCOL.contains(name))
                .forEach(name -> problems.add("there is no parameter '" + name + "'"));
        if (!problems.isEmpty()) {
            throw new InvalidInput("The input is invalid: " + String.join("; ", problems));
        }
        return convert(values, binding.inputType());
    }

    private static void check(InputParameter parameter, @Nullable Object value, List<String> problems) {
        if (value == null) {
            if (parameter.required()) {
                problems.add("'" + parameter.name() + "' is missing");
            }
        } else if (!parameter.values().isEmpty() && !parameter.values().contains(String.valueOf(value))) {
            problems.add("'" + parameter.name() + "' is none of " + String.join(", ", parameter.values()));
        } else if (!parameter.isWithinRange(value)) {
            problems.add("'" + parameter.name() + "' is not " + parameter.rangeInWords());
        }
    }

    private Object convert(Map<String, @Nullable Object> values, Class<?> type) throws InvalidInput {
        try {
            return json.convertValue(values, type);
        } catch (DatabindException e) {
            String place = e.getPath().stream()
                    .map(reference -> reference.getPropertyName() == null
                            ? "[" + reference.getIndex() + "]"
                            : reference.getPropertyName())
                    .collect(Collectors.joining("."));
            throw new InvalidInput("The input is invalid: '" + place + "' is not of the type that the service takes");
        } catch (JacksonException | IllegalArgumentException e) {
            throw new InvalidInput("The input is invalid: a parameter is not of the type that the service takes");
        }
    }
}
