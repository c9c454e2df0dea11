package dev.sextant.inventory.host;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition on hosts.
 *
 * @param sql what stands behind {@code where}; every value is a question mark
 * @param values the values in the order of the question marks
 */
record Condition(String sql, List<Object> values) {
    private static final Condition NEVER = new Condition("1 = 0", List.of());
    private static final Condition ALWAYS = new Condition("1 = 1", List.of());

    static Condition of(String sql, Object... values) {
        return new Condition(sql, List.of(values));
    }

    /** Whether a column has one of the values; it never has one of none. */
    static Condition in(String column, Collection<?> values) {
        return values.isEmpty()
                ? NEVER
                : new Condition(
                        column + " in (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")",
                        List.copyOf(values));
    }

    static Condition all(List<Condition> conditions) {
        return conditions.isEmpty() ? ALWAYS : joined(conditions, " and ");
    }

    static Condition any(List<Condition> conditions) {
        return conditions.isEmpty() ? NEVER : joined(conditions, " or ");
    }

    Condition not() {
        return new Condition("not (" + sql + ")", values);
    }

    private static Condition joined(List<Condition> conditions, String word) {
        return new Condition(
                conditions.stream().map(Condition::sql).collect(Collectors.joining(word, "(", ")")),
                conditions.stream()
                        .flatMap(condition -> condition.values().stream())
                        .toList());
    }
}
