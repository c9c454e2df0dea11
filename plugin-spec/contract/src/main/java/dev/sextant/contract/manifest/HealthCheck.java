package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a container shows that it is well; written as a path, {@code tcp} or {@code none}. */
public sealed interface HealthCheck {

    /** The path that is asked where a manifest names no other check. */
    Http STANDARD = new Http("/health");

    /** The text in manifests and in JSON. */
    @JsonValue
    String text();

    /**
     * It is well when a path on its port answers 200.
     *
     * @param path what is asked
     */
    record Http(String path) implements HealthCheck {

        @Override
        public String text() {
            return path;
        }
    }

    /** It is well when its port accepts a connection. */
    record Tcp() implements HealthCheck {

        @Override
        public String text() {
            return "tcp";
        }
    }

    /** It is well while it runs. */
    record None() implements HealthCheck {

        @Override
        public String text() {
            return "none";
        }
    }

    /** The check of a text; fails with IllegalArgumentException when it is not one. */
    @JsonCreator
    static HealthCheck of(String text) {
        if (text.equals("tcp")) {
            return new Tcp();
        }
        if (text.equals("none")) {
            return new None();
        }
        if (!Forms.PATH.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no health check; write tcp, none, or " + Forms.PATH_HINT);
        }
        return new Http(text);
    }
}
