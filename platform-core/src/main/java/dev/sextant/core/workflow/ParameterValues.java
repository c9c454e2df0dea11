package dev.sextant.core.workflow;

import dev.sextant.contract.manifest.InputParameter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Turns values into the type that a parameter asks for: a design writes all constants as text. */
public final class ParameterValues {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ParameterValues() {}

    /**
     * The value in the parameter's type.
     *
     * @throws IllegalArgumentException when it is no such value, with a sentence for people
     */
    public static Object convert(InputParameter parameter, Object value) {
        try {
            Object converted = switch (parameter.type()) {
                case STRING -> value instanceof Map || value instanceof List ? refuse() : value.toString();
                case INTEGER -> value instanceof Number ? integer(value) : Long.valueOf(text(value));
                case NUMBER -> value instanceof Number ? value : new BigDecimal(text(value));
                case BOOLEAN -> value instanceof Boolean ? value : bool(text(value));
                case INSTANT -> Instant.parse(text(value)).toString();
                case OBJECT -> value instanceof Map ? value : JSON.readValue(text(value), Map.class);
                case ARRAY -> value instanceof List ? value : JSON.readValue(text(value), List.class);
            };
            if (!parameter.values().isEmpty() && !parameter.values().contains(converted.toString())) {
                throw new IllegalArgumentException("The parameter '" + parameter.name() + "' takes one of "
                        + String.join(", ", parameter.values()) + "; " + shown(parameter, value)
                        + " is none of them.");
            }
            if (!parameter.isWithinRange(converted)) {
                throw new IllegalArgumentException("The parameter '" + parameter.name() + "' takes a number "
                        + parameter.rangeInWords() + "; " + shown(parameter, value) + " is none.");
            }
            return converted;
        } catch (NumberFormatException | DateTimeParseException | ClassCastException | JacksonException wrong) {
            throw new IllegalArgumentException(
                    "The parameter '" + parameter.name() + "' takes a value of type "
                            + parameter.type().text() + "; " + shown(parameter, value) + " is none.",
                    wrong);
        }
    }

    private static Object refuse() {
        throw new ClassCastException("not a text");
    }

    private static Object integer(Object value) {
        try {
            return new BigDecimal(value.toString()).longValueExact();
        } catch (ArithmeticException fraction) {
            throw new NumberFormatException(fraction.getMessage());
        }
    }

    private static String text(Object value) {
        return (String) value;
    }

    private static Boolean bool(String text) {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ClassCastException("not a boolean");
        };
    }

    private static String shown(InputParameter parameter, Object value) {
        if (parameter.secret()) {
            return "what was given, which is not shown,";
        }
        String text = value.toString();
        return "'" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "'";
    }
}
