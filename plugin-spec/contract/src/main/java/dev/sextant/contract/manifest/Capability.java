package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a container may be given beyond the closed profile; the list is closed, and the platform gives each its meaning. */
public enum Capability {
    /** It reaches the machines that jobs work on. */
    REACH_TARGETS("reach-targets"),
    /** It writes to a layer over its image, which is gone with the container; else the image is read-only. */
    WRITABLE_ROOT("writable-root");

    private final String text;

    Capability(String text) {
        this.text = text;
    }

    /** The text in manifests and in JSON. */
    @JsonValue
    public String text() {
        return text;
    }

    /** The constant of a text; fails with IllegalArgumentException when there is none. */
    @JsonCreator
    public static Capability of(String text) {
        return Texts.find(values(), Capability::text, text);
    }
}
