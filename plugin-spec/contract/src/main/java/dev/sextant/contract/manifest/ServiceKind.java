package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What calling a service means. */
public enum ServiceKind {
    /** It does something. */
    EXECUTION("execution"),
    /** It asks people, and its answer names the branch that a workflow takes. */
    APPROVAL("approval"),
    /** It asks people to fill in a form. */
    FORM("form");

    private final String text;

    ServiceKind(String text) {
        this.text = text;
    }

    /** The text in manifests and in JSON. */
    @JsonValue
    public String text() {
        return text;
    }

    /** The constant of a text; fails with IllegalArgumentException when there is none. */
    @JsonCreator
    public static ServiceKind of(String text) {
        return Texts.find(values(), ServiceKind::text, text);
    }
}
