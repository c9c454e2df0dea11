package dev.sextant.contract.wecube;

import dev.sextant.contract.manifest.ParameterSource;
import dev.sextant.contract.manifest.ParameterSource.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Where a value comes from or goes to, until a registration is configured. Expressions over the data model are kept as
 * they were written.
 *
 * @param source the source; null where nothing is said
 * @param value the constant that is meant
 */
record Mapping(@Nullable ParameterSource source, @Nullable String value) {

    private static final int MAX_EXPRESSION = 10_000;

    static Mapping ofInput(ElementReader reader) {
        return of(
                reader,
                "mappingType",
                expression(reader, "mappingEntityExpression"),
                reader.optional("mappingSystemVariableName"),
                reader.optional("mappingValue", "mappingVal"));
    }

    static Mapping ofOutput(ElementReader reader) {
        return ofInput(reader);
    }

    static Mapping ofProperty(ElementReader reader) {
        String expression = expression(reader, "mapExpr");
        String type = reader.optional("mapType");
        boolean entity = "entity".equals(type);
        return of(
                reader,
                "mapType",
                entity ? expression : null,
                "system_variable".equals(type) ? expression : null,
                entity || "system_variable".equals(type) ? null : expression);
    }

    static @Nullable String expression(ElementReader reader, String name) {
        String text = reader.optional(name);
        if (text != null && text.length() > MAX_EXPRESSION) {
            reader.error(name, "An expression of more than " + MAX_EXPRESSION + " characters; shorten it");
            return null;
        }
        return text;
    }

    private static Mapping of(
            ElementReader reader,
            String typeName,
            @Nullable String expression,
            @Nullable String variable,
            @Nullable String value) {
        String type = reader.optional(typeName);
        if (type == null) {
            unused(reader, "nothing", expression, variable, null);
            return new Mapping(null, value);
        }
        return switch (type) {
            case "constant" -> {
                unused(reader, type, expression, variable, null);
                yield new Mapping(new ParameterSource(Kind.CONSTANT, null, null), value);
            }
            case "context" -> {
                unused(reader, type, expression, variable, value);
                yield new Mapping(new ParameterSource(Kind.CONTEXT, null, null), null);
            }
            case "object" -> {
                unused(reader, type, expression, variable, value);
                yield new Mapping(new ParameterSource(Kind.OBJECT, null, null), null);
            }
            case "assign" -> {
                unused(reader, type, null, variable, null);
                yield assign(expression, value);
            }
            case "system_variable" -> {
                unused(reader, type, expression, null, value);
                yield variable(reader, variable);
            }
            case "entity" -> {
                unused(reader, type, null, variable, value);
                yield new Mapping(
                        expression == null ? null : new ParameterSource(Kind.EXPRESSION, null, expression), null);
            }
            default -> {
                reader.error(
                        typeName,
                        Findings.quote(type)
                                + " is none of constant, system_variable, context, entity, object, assign");
                yield new Mapping(null, null);
            }
        };
    }

    private static Mapping assign(@Nullable String expression, @Nullable String value) {
        String assigned = value == null ? "" : value;
        String text = expression == null ? assigned : assigned + " -> " + expression;
        return new Mapping(new ParameterSource(Kind.ASSIGN, null, text), null);
    }

    private static Mapping variable(ElementReader reader, @Nullable String name) {
        if (name != null && !Forms.VARIABLE.matcher(name).matches()) {
            reader.error(
                    "mappingSystemVariableName",
                    Findings.quote(name) + " is not allowed; write " + Forms.VARIABLE_HINT);
            return new Mapping(null, null);
        }
        return new Mapping(new ParameterSource(Kind.VARIABLE, null, name), null);
    }

    private static void unused(
            ElementReader reader,
            String type,
            @Nullable String expression,
            @Nullable String variable,
            @Nullable String value) {
        String why = " says nothing where the value comes from " + type;
        if (expression != null) {
            reader.ignore("mappingEntityExpression", Findings.quote(expression) + why);
        }
        if (variable != null) {
            reader.ignore("mappingSystemVariableName", Findings.quote(variable) + why);
        }
        if (value != null) {
            reader.ignore("mappingValue", Findings.quote(value) + why);
        }
    }
}
