package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an input's value comes from, or an output's goes to, when a workflow does not bind it otherwise. Written as
 * {@code constant}, {@code context}, {@code variable}, {@code variable: <name>} or
 * {@code record: plugin:entity.attribute}.
 *
 * @param kind the kind of source
 * @param entity the entity of a record source
 * @param name the attribute of a record source, or the name of a variable
 */
public record ParameterSource(
        Kind kind, @Nullable EntityName entity, @Nullable String name) {

    private static final Pattern RECORD = Pattern.compile("record: *([^ .]+)\\.([A-Za-z][A-Za-z0-9_]*)");
    private static final Pattern VARIABLE = Pattern.compile("variable: *([a-z][A-Za-z0-9._-]*)");

    /** The kinds of source. */
    public enum Kind {
        CONSTANT,
        CONTEXT,
        VARIABLE,
        RECORD
    }

    /** The source of a text; fails with IllegalArgumentException when it is not one of the forms. */
    @JsonCreator
    public static ParameterSource of(String text) {
        switch (text) {
            case "constant":
                return new ParameterSource(Kind.CONSTANT, null, null);
            case "context":
                return new ParameterSource(Kind.CONTEXT, null, null);
            case "variable":
                return new ParameterSource(Kind.VARIABLE, null, null);
            default:
                return named(text);
        }
    }

    private static ParameterSource named(String text) {
        Matcher variable = VARIABLE.matcher(text);
        if (variable.matches()) {
            return new ParameterSource(Kind.VARIABLE, null, variable.group(1));
        }
        Matcher attribute = RECORD.matcher(text);
        if (attribute.matches()) {
            return new ParameterSource(Kind.RECORD, EntityName.of(attribute.group(1)), attribute.group(2));
        }
        throw new IllegalArgumentException("'" + text
                + "' is not a source; write constant, context, variable, variable: name, or"
                + " record: plugin:entity.attribute");
    }

    @Override
    @JsonValue
    public String toString() {
        return switch (kind) {
            case CONSTANT -> "constant";
            case CONTEXT -> "context";
            case VARIABLE -> name == null ? "variable" : "variable: " + name;
            case RECORD -> "record: " + entity + "." + name;
        };
    }
}
