package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The kinds of value that a service parameter holds. */
public enum ParameterType {
    STRING("string"),
    INTEGER("integer"),
    NUMBER("number"),
    BOOLEAN("boolean"),
    INSTANT("instant"),
    OBJECT("object"),
    ARRAY("array");

    private final String text;

    ParameterType(String text) {
        this.text = text;
    }

    /** The text in manifests and in JSON. */
    @JsonValue
    public String text() {
        return text;
    }

    /** The constant of a text; fails with IllegalArgumentException when there is none. */
    @JsonCreator
    public static ParameterType of(String text) {
        return Texts.find(values(), ParameterType::text, text);
    }
}
