package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The kinds of value that a system variable holds. */
public enum VariableType {
    STRING("string"),
    TEXT("text"),
    INTEGER("integer"),
    NUMBER("number"),
    BOOLEAN("boolean"),
    DURATION("duration"),
    SECRET("secret");

    private final String text;

    VariableType(String text) {
        this.text = text;
    }

    /** The text in manifests and in JSON. */
    @JsonValue
    public String text() {
        return text;
    }

    /** The constant of a text; fails with IllegalArgumentException when there is none. */
    @JsonCreator
    public static VariableType of(String text) {
        return Texts.find(values(), VariableType::text, text);
    }
}
