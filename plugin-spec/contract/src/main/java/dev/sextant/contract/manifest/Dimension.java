package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The dimensions that order the portal's menu. */
public enum Dimension {
    TASKS("tasks"),
    DESIGN("design"),
    EXECUTION("execution"),
    MONITORING("monitoring"),
    INTELLIGENCE("intelligence"),
    ADAPTATION("adaptation"),
    COLLABORATION("collaboration"),
    ADMINISTRATION("administration"),
    REPORT("report");

    private final String text;

    Dimension(String text) {
        this.text = text;
    }

    /** The text in manifests and in JSON. */
    @JsonValue
    public String text() {
        return text;
    }

    /** The constant of a text, {@code system} being the same as administration; fails with IllegalArgumentException. */
    @JsonCreator
    public static Dimension of(String text) {
        return text.equals("system") ? ADMINISTRATION : Texts.find(values(), Dimension::text, text);
    }
}
