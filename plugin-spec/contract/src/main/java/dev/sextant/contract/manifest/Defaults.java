package dev.sextant.contract.manifest;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Default values, which must be of the type that they stand for. */
final class Defaults {

    /** What a default value may be. */
    enum Kind {
        STRING("a text"),
        INTEGER("a whole number"),
        NUMBER("a number"),
        BOOLEAN("true or false"),
        INSTANT("an instant such as 2026-01-01T00:00:00Z"),
        DURATION("a duration such as PT30S"),
        OBJECT("a mapping"),
        ARRAY("a list");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        static Kind of(VariableType type) {
            return switch (type) {
                case STRING, TEXT, SECRET -> STRING;
                case INTEGER -> INTEGER;
                case NUMBER -> NUMBER;
                case BOOLEAN -> BOOLEAN;
                case DURATION -> DURATION;
            };
        }

        static Kind of(AttributeType type) {
            return switch (type) {
                case STRING, TEXT, SECRET -> STRING;
                case INTEGER -> INTEGER;
                case NUMBER -> NUMBER;
                case BOOLEAN -> BOOLEAN;
                case INSTANT -> INSTANT;
                case OBJECT -> OBJECT;
            };
        }

        static Kind of(ParameterType type, @Nullable ParameterFormat format) {
            if (format == ParameterFormat.DURATION) {
                return DURATION;
            }
            return switch (type) {
                case STRING -> STRING;
                case INTEGER -> INTEGER;
                case NUMBER -> NUMBER;
                case BOOLEAN -> BOOLEAN;
                case INSTANT -> INSTANT;
                case OBJECT -> OBJECT;
                case ARRAY -> ARRAY;
            };
        }
    }

    private Defaults() {}

    static @Nullable Object read(ObjectReader reader, Kind kind) {
        YamlNode node = reader.take("default");
        if (node == null) {
            return null;
        }
        Object value = value(node);
        if (!fits(value, kind)) {
            reader.error("default", "Expected " + kind.words + ", found " + ObjectReader.kind(node));
            return null;
        }
        return value;
    }

    private static boolean fits(@Nullable Object value, Kind kind) {
        return switch (kind) {
            case STRING -> value instanceof String;
            case INTEGER -> value instanceof Long || value instanceof BigInteger;
            case NUMBER -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
            case OBJECT -> value instanceof Map;
            case ARRAY -> value instanceof List;
            case INSTANT, DURATION -> value instanceof String text && isTime(text, kind);
        };
    }

    private static boolean isTime(String text, Kind kind) {
        try {
            if (kind == Kind.INSTANT) {
                Instant.parse(text);
            } else {
                ObjectReader.durationOf(text);
            }
            return true;
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable Object value(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            return Scalars.value(scalar);
        }
        if (node instanceof YamlNode.Sequence sequence) {
            List<@Nullable Object> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(value(item)));
            return Collections.unmodifiableList(items);
        }
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        ((YamlNode.Mapping) node).entries().forEach(entry -> entries.put(entry.key(), value(entry.value())));
        return Collections.unmodifiableMap(entries);
    }
}
