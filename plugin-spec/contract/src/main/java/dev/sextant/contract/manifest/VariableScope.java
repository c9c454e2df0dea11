package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Who reads a system variable. */
public enum VariableScope {
    PLUGIN("plugin"),
    GLOBAL("global");

    private final String text;

    VariableScope(String text) {
        this.text = text;
    }

    /** The text in manifests and in JSON. */
    @JsonValue
    public String text() {
        return text;
    }

    /** The constant of a text; fails with IllegalArgumentException when there is none. */
    @JsonCreator
    public static VariableScope of(String text) {
        return Texts.find(values(), VariableScope::text, text);
    }
}
