package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The formats in which a plugin says what it is. */
public enum ManifestFormat {
    /** {@code plugin.yaml}. */
    SEXTANT("sextant"),
    /** WeCube's {@code register.xml}. */
    WECUBE("wecube");

    private final String text;

    ManifestFormat(String text) {
        this.text = text;
    }

    /** The text in JSON. */
    @JsonValue
    public String text() {
        return text;
    }

    /** The constant of a text; fails with IllegalArgumentException when there is none. */
    @JsonCreator
    public static ManifestFormat of(String text) {
        return Texts.find(values(), ManifestFormat::text, text);
    }
}
