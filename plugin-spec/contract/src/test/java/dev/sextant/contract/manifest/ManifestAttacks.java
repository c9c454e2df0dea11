package dev.sextant.contract.manifest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Makes hostile manifests of a good one: at each place of it, one after the other, stands something that must not be
 * there. They are written as JSON, which is YAML, one part a line.
 */
final class ManifestAttacks {

    /** A hostile text. */
    record Attack(String name, byte[] bytes) {

        static Attack of(String name, String text) {
            return new Attack(name, text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Texts for people and free values, where more is allowed than in names. */
    private static final Set<String> FREE = Set.of("summary", "title", "help", "default", "environment", "enum");

    private final List<Attack> attacks = new ArrayList<>();
    private final Object root;

    private ManifestAttacks(String good) {
        this.root = new Load(LoadSettings.builder().build()).loadFromString(good);
    }

    static List<Attack> of(String good) {
        ManifestAttacks made = new ManifestAttacks(good);
        made.visit(made.root, "");
        return made.attacks;
    }

    private void visit(Object node, String path) {
        if (node instanceof Map<?, ?> map) {
            add("a number for the mapping", path, (text, all) -> "12");
            add("a list for the mapping", path, (text, all) -> "[[1]]");
            add("an unknown field", path, (text, all) -> text.replaceFirst("\\{", "{\"x-unknown\": 1,"));
            add("a field twice", path, (text, all) -> twice(text, map));
            add("a merge", path, (text, all) -> text.replaceFirst("\\{", "{<<: {\"a\": 1},"));
            map.forEach((key, value) -> visit(value, path + "/" + key));
        } else if (node instanceof List<?> list) {
            add("a number for the list", path, (text, all) -> "12");
            add("an anchor", path, (text, all) -> "&a " + text);
            for (int i = 0; i < list.size(); i++) {
                visit(list.get(i), path + "/" + i);
            }
        } else {
            scalar(node, path);
        }
    }

    private void scalar(Object node, String path) {
        add("an anchor", path, (text, all) -> "&a " + text);
        add("an alias", path, (text, all) -> "*a");
        add("a tag", path, (text, all) -> "!!str " + text);
        add("a constructor", path, (text, all) -> "!!java.net.URL [\"http://127.0.0.1/\"]");
        add("a character that none may be", path, (text, all) -> "\"\u0001\"");
        if (!path.contains("/default")) {
            add("a mapping for the value", path, (text, all) -> "{\"x-unknown\": [1]}");
            add("a huge text", path, (text, all) -> "\"" + "a".repeat(100_000) + "\"");
            add("nothing", path, (text, all) -> "null");
        }
        if (node instanceof String && FREE.stream().noneMatch(word -> path.contains("/" + word))) {
            add("a path that leaves", path, (text, all) -> "\"../../../etc/passwd\"");
            add("a zero character", path, (text, all) -> text.replaceFirst("\"$", "\\\\u0000\""));
            add("a letter that looks alike", path, (text, all) -> text.replaceFirst("\"", "\"\u0430"));
            add("a line break", path, (text, all) -> text.replaceFirst("\"$", "\\\\n\""));
        }
    }

    private void add(String what, String path, BiFunction<String, Object, String> change) {
        StringBuilder out = new StringBuilder();
        write(root, "", path, change, out);
        attacks.add(Attack.of(what + " at " + (path.isEmpty() ? "the top" : path), out.toString()));
    }

    private static String twice(String text, Map<?, ?> map) {
        return text.replaceFirst("\\{", "{\"" + map.keySet().iterator().next() + "\": 1,");
    }

    private static void write(
            Object node, String at, String target, BiFunction<String, Object, String> change, StringBuilder out) {
        StringBuilder own = new StringBuilder();
        if (node instanceof Map<?, ?> map) {
            own.append('{');
            map.forEach((key, value) -> {
                own.append(own.length() > 1 ? ",\n" : "\n")
                        .append('"')
                        .append(key)
                        .append("\": ");
                write(value, at + "/" + key, target, change, own);
            });
            own.append('}');
        } else if (node instanceof List<?> list) {
            own.append('[');
            for (int i = 0; i < list.size(); i++) {
                own.append(i > 0 ? ",\n" : "\n");
                write(list.get(i), at + "/" + i, target, change, own);
            }
            own.append(']');
        } else {
            own.append(node instanceof String text ? "\"" + text + "\"" : String.valueOf(node));
        }
        out.append(at.equals(target) ? change.apply(own.toString(), node) : own.toString());
    }
}
