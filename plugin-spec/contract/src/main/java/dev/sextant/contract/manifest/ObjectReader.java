package dev.sextant.contract.manifest;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of one mapping, each with its check. A field that is missing or wrong is reported and replaced by a
 * stand-in, so that the reading goes on and finds the rest; {@link #finish} reports what nobody asked for.
 */
final class ObjectReader {

    static final int MAX_ITEMS = 1000;

    private final YamlNode.Mapping mapping;
    private final String path;
    private final Problems problems;
    private final Set<String> taken = new HashSet<>();

    private ObjectReader(YamlNode.Mapping mapping, String path, Problems problems) {
        this.mapping = mapping;
        this.path = path;
        this.problems = problems;
    }

    /** Reads a mapping with a reader; null with a problem when the node is something else. */
    static <T> @Nullable T read(YamlNode node, String path, Problems problems, Function<ObjectReader, T> body) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            problems.error(node, path, "Expected a mapping (name: value), found " + kind(node));
            return null;
        }
        ObjectReader reader = new ObjectReader(mapping, path, problems);
        T result = body.apply(reader);
        reader.finish();
        return result;
    }

    String path(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    /** Where the mapping begins. */
    YamlNode node() {
        return mapping;
    }

    /** The value of a field, when it is there. */
    @Nullable YamlNode take(String field) {
        taken.add(field);
        return field(mapping, field);
    }

    void error(String field, String message) {
        YamlNode node = take(field);
        problems.error(node == null ? mapping : node, path(field), message);
    }

    /**
     * Reports a problem of the last item of a list that has a name.
     *
     * @param list the list's field
     * @param keyField the field that names an item; empty where the items are the names themselves
     * @param name the item's name
     * @param field the item's field with the problem; the item itself where it has no such field
     */
    void errorAt(String list, String keyField, String name, String field, String message) {
        if (take(list) instanceof YamlNode.Sequence sequence) {
            for (int i = sequence.items().size() - 1; i >= 0; i--) {
                YamlNode item = sequence.items().get(i);
                YamlNode key = keyField.isEmpty() ? item : field(item, keyField);
                if (key instanceof YamlNode.Scalar scalar && scalar.text().equals(name)) {
                    YamlNode place = field(item, field);
                    String at = path(list) + "[" + i + "]";
                    problems.error(place == null ? item : place, place == null ? at : at + "." + field, message);
                    return;
                }
            }
        }
        error(list, message);
    }

    private static @Nullable YamlNode field(YamlNode node, String field) {
        if (node instanceof YamlNode.Mapping mapping) {
            for (YamlNode.Entry entry : mapping.entries()) {
                if (entry.key().equals(field)) {
                    return entry.value();
                }
            }
        }
        return null;
    }

    void warning(String field, String message) {
        YamlNode node = take(field);
        problems.warning(node == null ? mapping : node, path(field), message);
    }

    /** A string that must be there and fit a form. */
    String text(String field, Pattern form, String hint) {
        YamlNode node = required(field, hint);
        return node == null ? "" : orEmpty(check(node, path(field), form, hint));
    }

    /** A string that may be missing. */
    @Nullable String optionalText(String field, Pattern form, String hint) {
        YamlNode node = take(field);
        return node == null ? null : check(node, path(field), form, hint);
    }

    /** A value that has a parser of its own; the parser's IllegalArgumentException is the problem. */
    <T> @Nullable T optional(String field, Function<String, T> parser) {
        YamlNode node = take(field);
        return node == null ? null : parse(node, path(field), parser);
    }

    /** A value that must be there and has a parser of its own. */
    <T> T parsed(String field, Function<String, T> parser, T standIn, String hint) {
        YamlNode node = required(field, hint);
        T value = node == null ? null : parse(node, path(field), parser);
        return value == null ? standIn : value;
    }

    <T> T parsedOr(String field, Function<String, T> parser, T fallback) {
        T value = optional(field, parser);
        return value == null ? fallback : value;
    }

    boolean flag(String field) {
        YamlNode node = take(field);
        if (node == null) {
            return false;
        }
        if (node instanceof YamlNode.Scalar scalar && Scalars.value(scalar) instanceof Boolean value) {
            return value;
        }
        problems.error(node, path(field), "Expected true or false");
        return false;
    }

    double number(String field, double fallback, double min, double max) {
        YamlNode node = take(field);
        if (node == null) {
            return fallback;
        }
        if (node instanceof YamlNode.Scalar scalar && Scalars.value(scalar) instanceof Number value) {
            double number = value.doubleValue();
            if (number >= min && number <= max) {
                return number;
            }
        }
        problems.error(node, path(field), "Expected a number from " + min + " to " + max);
        return fallback;
    }

    int integer(String field, int fallback, int min, int max) {
        YamlNode node = take(field);
        Integer value = node == null ? null : whole(node, path(field), min, max);
        return value == null ? fallback : value;
    }

    /** The whole number of a node. */
    @Nullable Integer whole(YamlNode node, String at, int min, int max) {
        if (node instanceof YamlNode.Scalar scalar && Scalars.value(scalar) instanceof Long value) {
            if (value >= min && value <= max) {
                return value.intValue();
            }
        }
        problems.error(node, at, "Expected a whole number from " + min + " to " + max);
        return null;
    }

    Duration duration(String field, Duration fallback, Duration min, Duration max) {
        return parsedOr(
                field,
                text -> {
                    Duration value = durationOf(text);
                    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                        throw new IllegalArgumentException("Expected a duration from " + min + " to " + max);
                    }
                    return value;
                },
                fallback);
    }

    static Duration durationOf(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a duration; write it after ISO 8601, for example PT30S or PT2H", e);
        }
    }

    /** A list of mappings, or nothing when the field is missing. */
    <T> List<T> objects(String field, Function<ObjectReader, T> body) {
        return items(field, (node, at) -> read(node, at, problems, body));
    }

    /** A list of strings that have a parser. */
    <T> List<T> values(String field, Function<String, T> parser) {
        return items(field, (node, at) -> parse(node, at, parser));
    }

    /** A mapping whose keys are names, such as parameters; the body gets the key. */
    <T> Map<String, T> named(String field, Pattern form, String hint, BiFunction<String, YamlNode, @Nullable T> body) {
        Map<String, T> result = new LinkedHashMap<>();
        YamlNode node = take(field);
        if (node == null) {
            return result;
        }
        if (!(node instanceof YamlNode.Mapping map)) {
            problems.error(node, path(field), "Expected a mapping (name: value), found " + kind(node));
            return result;
        }
        tooMany(node, field, map.entries().size());
        for (YamlNode.Entry entry : map.entries()) {
            String at = path(field) + "." + entry.key();
            if (!form.matcher(entry.key()).matches()) {
                problems.error(entry.line(), entry.column(), at, "'" + entry.key() + "' is not allowed; write " + hint);
            }
            T value = body.apply(entry.key(), entry.value());
            if (value != null) {
                result.put(entry.key(), value);
            }
        }
        return result;
    }

    <T> @Nullable T parse(YamlNode node, String at, Function<String, T> parser) {
        String text = string(node, at);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            problems.error(node, at, String.valueOf(e.getMessage()));
            return null;
        }
    }

    Problems problems() {
        return problems;
    }

    /** A list whose items have a reader of their own; it gets the item and its path. */
    <T> List<T> items(String field, BiFunction<YamlNode, String, @Nullable T> body) {
        YamlNode node = take(field);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof YamlNode.Sequence sequence)) {
            problems.error(
                    node, path(field), "Expected a list ([a, b] or lines that begin with -), found " + kind(node));
            return List.of();
        }
        tooMany(node, field, sequence.items().size());
        List<T> result = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            T item = body.apply(sequence.items().get(i), path(field) + "[" + i + "]");
            if (item != null) {
                result.add(item);
            }
        }
        return List.copyOf(result);
    }

    private void tooMany(YamlNode node, String field, int size) {
        if (size > MAX_ITEMS) {
            problems.error(node, path(field), size + " entries; at most " + MAX_ITEMS + " are allowed");
        }
    }

    private @Nullable YamlNode required(String field, String hint) {
        YamlNode node = take(field);
        if (node == null) {
            problems.error(mapping, path(field), "'" + field + "' is missing; write " + hint);
        }
        return node;
    }

    private @Nullable String check(YamlNode node, String at, Pattern form, String hint) {
        return parse(node, at, text -> {
            if (!form.matcher(text).matches()) {
                throw new IllegalArgumentException("'" + text + "' is not allowed; write " + hint);
            }
            return text;
        });
    }

    private @Nullable String string(YamlNode node, String at) {
        if (node instanceof YamlNode.Scalar scalar && Scalars.value(scalar) instanceof String text) {
            return text;
        }
        problems.error(node, at, "Expected a text, found " + kind(node));
        return null;
    }

    private void finish() {
        for (YamlNode.Entry entry : mapping.entries()) {
            if (!taken.contains(entry.key())) {
                problems.error(
                        entry.line(),
                        entry.column(),
                        path(entry.key()),
                        "'" + entry.key() + "' is not a field here; known are "
                                + String.join(", ", taken.stream().sorted().toList()));
            }
        }
    }

    static String kind(YamlNode node) {
        if (node instanceof YamlNode.Mapping) {
            return "a mapping";
        }
        if (node instanceof YamlNode.Sequence) {
            return "a list";
        }
        Object value = Scalars.value((YamlNode.Scalar) node);
        if (value == null) {
            return "nothing";
        }
        return value instanceof String ? "a text" : "'" + value + "' (put it in quotes if it is meant as a text)";
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
