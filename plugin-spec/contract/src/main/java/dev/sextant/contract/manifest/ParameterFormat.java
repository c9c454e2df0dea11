package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a string parameter is edited and shown. */
public enum ParameterFormat {
    SCRIPT("script"),
    PASSWORD("password"),
    DURATION("duration"),
    HOST_KEY("host-key"),
    MULTILINE("multiline");

    private final String text;

    ParameterFormat(String text) {
        this.text = text;
    }

    /** The text in manifests and in JSON. */
    @JsonValue
    public String text() {
        return text;
    }

    /** The constant of a text; fails with IllegalArgumentException when there is none. */
    @JsonCreator
    public static ParameterFormat of(String text) {
        return Texts.find(values(), ParameterFormat::text, text);
    }
}
