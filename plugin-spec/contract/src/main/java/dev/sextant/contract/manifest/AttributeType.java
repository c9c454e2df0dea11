package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The kinds of value that an entity's attribute holds. */
public enum AttributeType {
    STRING("string"),
    TEXT("text"),
    INTEGER("integer"),
    NUMBER("number"),
    BOOLEAN("boolean"),
    INSTANT("instant"),
    OBJECT("object"),
    SECRET("secret");

    private final String text;

    AttributeType(String text) {
        this.text = text;
    }

    /** The text in manifests and in JSON. */
    @JsonValue
    public String text() {
        return text;
    }

    /** The constant of a text; fails with IllegalArgumentException when there is none. */
    @JsonCreator
    public static AttributeType of(String text) {
        return Texts.find(values(), AttributeType::text, text);
    }
}
