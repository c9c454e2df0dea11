package dev.sextant.contract.wecube;

import dev.sextant.contract.manifest.AttributeType;
import dev.sextant.contract.manifest.ParameterType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kinds of value that WeCube's packages name, in all the spellings seen. */
enum DataType {
    STRING(AttributeType.STRING, ParameterType.STRING, "string", "str", "text", "varchar", "char", "password", "enum"),
    INTEGER(AttributeType.INTEGER, ParameterType.INTEGER, "int", "integer", "long", "bigint"),
    NUMBER(AttributeType.NUMBER, ParameterType.NUMBER, "number", "float", "double", "decimal"),
    BOOLEAN(AttributeType.BOOLEAN, ParameterType.BOOLEAN, "boolean", "bool"),
    INSTANT(AttributeType.INSTANT, ParameterType.INSTANT, "timestamp", "datetime", "date", "time"),
    OBJECT(AttributeType.OBJECT, ParameterType.OBJECT, "object", "json", "map"),
    LIST(AttributeType.STRING, ParameterType.ARRAY, "list", "array"),
    REFERENCE(AttributeType.STRING, ParameterType.STRING, "ref", "multiref");

    private final AttributeType attribute;
    private final ParameterType parameter;
    private final List<String> spellings;

    DataType(AttributeType attribute, ParameterType parameter, String... spellings) {
        this.attribute = attribute;
        this.parameter = parameter;
        this.spellings = List.of(spellings);
    }

    static DataType of(ElementReader reader, String name) {
        String text = reader.required(name);
        return text.isEmpty() ? STRING : find(reader, name, text);
    }

    /** The kind of a parameter, which may leave it out. */
    static DataType orString(ElementReader reader, String name) {
        String text = reader.optional(name);
        return text == null ? STRING : find(reader, name, text);
    }

    private static DataType find(ElementReader reader, String name, String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> type.spellings.contains(small))
                .findFirst()
                .orElseGet(() -> {
                    reader.ignore(
                            name, "The type " + Findings.quote(text) + " is not known; its values are texts here");
                    return STRING;
                });
    }

    AttributeType attribute() {
        return attribute;
    }

    ParameterType parameter() {
        return parameter;
    }
}
