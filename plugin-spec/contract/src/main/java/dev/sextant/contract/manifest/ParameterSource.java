package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an input's value comes from, or an output's goes to, when a workflow does not bind it otherwise. Written as
 * {@code constant}, {@code context}, {@code object}, {@code variable}, {@code variable: <name>},
 * {@code record: plugin:entity.attribute}, {@code expression: <data-model expression>} or {@code assign: <value>}.
 *
 * @param kind the kind of source
 * @param entity the entity of a record source
 * @param name the attribute of a record source, the name of a variable, an expression, or an assigned value
 */
public record ParameterSource(
        Kind kind, @Nullable EntityName entity, @Nullable String name) {

    private static final Pattern RECORD = Pattern.compile("record: *([^ .]+)\\.([A-Za-z][A-Za-z0-9_]*)");
    private static final Pattern VARIABLE = Pattern.compile("variable: *([A-Za-z0-9_][A-Za-z0-9._-]{0,199})");
    private static final String EXPRESSION = "expression: ";
    private static final String ASSIGN = "assign: ";

    /** The kinds of source. */
    public enum Kind {
        CONSTANT,
        CONTEXT,
        VARIABLE,
        RECORD,
        /** What an expression over the data model finds; the name is the expression. */
        EXPRESSION,
        /** An object that is made of the sources of its properties. */
        OBJECT,
        /** Of an output: this constant, which is the name, is written instead of the value; after {@code ->}, where to. */
        ASSIGN
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
            case "object":
                return new ParameterSource(Kind.OBJECT, null, null);
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
        if (text.startsWith(EXPRESSION)) {
            return new ParameterSource(Kind.EXPRESSION, null, text.substring(EXPRESSION.length()));
        }
        if (text.startsWith(ASSIGN)) {
            return new ParameterSource(Kind.ASSIGN, null, text.substring(ASSIGN.length()));
        }
        throw new IllegalArgumentException("'" + text
                + "' is not a source; write constant, context, object, variable, variable: name,"
                + " record: plugin:entity.attribute, expression: …, or assign: value");
    }

    @Override
    @JsonValue
    public String toString() {
        return switch (kind) {
            case CONSTANT -> "constant";
            case CONTEXT -> "context";
            case VARIABLE -> name == null ? "variable" : "variable: " + name;
            case RECORD -> "record: " + entity + "." + name;
            case EXPRESSION -> EXPRESSION + name;
            case OBJECT -> "object";
            case ASSIGN -> ASSIGN + name;
        };
    }
}
