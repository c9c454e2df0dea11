package dev.sextant.web.problem;

import dev.sextant.contract.problem.ProblemError;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says where a JSON body is wrong and how to mend it, without quoting values and without the names of our classes. */
final class JsonFaults {
    private static final int LONGEST = 200;

    private JsonFaults() {}

    static ProblemError of(JacksonException fault) {
        TokenStreamLocation location = fault.getLocation();
        boolean known = location != null && location.getLineNr() > 0;
        return new ProblemError(
                pointer(fault),
                known ? location.getLineNr() : null,
                known ? location.getColumnNr() : null,
                message(fault));
    }

    private static @Nullable String pointer(JacksonException fault) {
        String pointer = fault.getPath().stream()
                .map(step -> "/" + (step.getPropertyName() == null ? step.getIndex() : escape(step.getPropertyName())))
                .collect(Collectors.joining());
        return pointer.isEmpty() ? null : pointer;
    }

    private static String escape(String name) {
        return cut(name.replace("~", "~0").replace("/", "~1"));
    }

    private static String message(JacksonException fault) {
        return switch (fault) {
            case UnrecognizedPropertyException unknown ->
                "There is no field \"%s\" here; known are %s"
                        .formatted(cut(unknown.getPropertyName()), names(unknown.getKnownPropertyIds()));
            case InvalidFormatException invalid -> "Expected " + expected(invalid.getTargetType());
            case MismatchedInputException mismatched -> "Expected " + expected(mismatched.getTargetType());
            default -> cut(firstLine(fault.getOriginalMessage()));
        };
    }

    private static String names(@Nullable Collection<Object> ids) {
        return ids == null || ids.isEmpty()
                ? "none"
                : ids.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "another kind of value";
        }
        if (type.isEnum()) {
            return "one of "
                    + java.util.Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(Collectors.joining(", "));
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a string";
        }
        if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class)) {
            return "a number in range";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        if (type.getPackageName().equals("java.time")) {
            return "an ISO-8601 " + type.getSimpleName().toLowerCase(Locale.ROOT);
        }
        return "an object";
    }

    private static String firstLine(@Nullable String message) {
        return message == null
                ? "The JSON is not well formed"
                : message.lines().findFirst().orElse("");
    }

    private static String cut(String text) {
        String shown = text.replaceAll("\\p{Cntrl}", "?");
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
    }
}
