package dev.sextant.inventory.host;

import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.contract.wire.Filter;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the filters and the search text of a query into conditions; every value becomes a parameter. */
final class HostFilters {
    private static final int MOST_VALUES = 1000;
    private static final char ESCAPE = '!';

    private final Root<HostRow> host;
    private final CriteriaBuilder build;

    HostFilters(Root<HostRow> host, CriteriaBuilder build) {
        this.host = host;
        this.build = build;
    }

    Predicate condition(int index, Filter filter) {
        HostAttribute attribute = HostAttribute.named(filter.attrName())
                .orElseThrow(() ->
                        refused(index, "attrName", "hosts have no attribute \"%s\"".formatted(filter.attrName())));
        return switch (filter.op()) {
            case IS -> requireNull(index, filter, build.isNull(host.get(attribute.property())));
            case IS_NOT -> requireNull(index, filter, build.isNotNull(host.get(attribute.property())));
            case EQ -> equal(index, attribute, filter.condition());
            case NEQ -> negated(attribute, equal(index, attribute, filter.condition()));
            case IN -> in(index, attribute, values(index, filter.condition()));
            case LIKE -> like(index, attribute, filter.condition());
            case NOT_LIKE -> negated(attribute, like(index, attribute, filter.condition()));
            case GT -> compare(index, attribute, filter.condition(), true);
            case LT -> compare(index, attribute, filter.condition(), false);
        };
    }

    /** Name, address, system, tags or description contain the text, whatever its case. */
    Predicate search(String text) {
        return build.or(Stream.of(
                        HostAttribute.NAME,
                        HostAttribute.ADDRESS,
                        HostAttribute.OS,
                        HostAttribute.TAGS,
                        HostAttribute.DESCRIPTION)
                .map(attribute -> contains(attribute, text))
                .toArray(Predicate[]::new));
    }

    /** What is not there is not equal to anything, and like nothing. */
    private Predicate negated(HostAttribute attribute, Predicate condition) {
        return build.or(build.isNull(host.get(attribute.property())), build.not(condition));
    }

    private Predicate equal(int index, HostAttribute attribute, @Nullable Object value) {
        return switch (attribute.kind()) {
            case TEXT -> build.equal(column(attribute), text(index, value));
            case NUMBER -> build.equal(column(attribute), number(index, value));
            case AUTHENTICATION -> build.equal(column(attribute), authentication(index, value));
            case TAGS -> containsExactly(attribute, "," + text(index, value) + ",");
            case SECRET -> throw refused(index, "op", "a secret can only be asked for with \"is\" and \"isnot\" null");
        };
    }

    private Predicate in(int index, HostAttribute attribute, List<?> values) {
        return switch (attribute.kind()) {
            case TEXT ->
                column(attribute)
                        .in(values.stream().map(value -> text(index, value)).toList());
            case NUMBER ->
                column(attribute)
                        .in(values.stream().map(value -> number(index, value)).toList());
            case AUTHENTICATION, TAGS, SECRET ->
                build.or(values.stream()
                        .map(value -> equal(index, attribute, value))
                        .toArray(Predicate[]::new));
        };
    }

    private Predicate like(int index, HostAttribute attribute, @Nullable Object value) {
        return switch (attribute.kind()) {
            case TEXT, TAGS -> contains(attribute, text(index, value));
            case NUMBER, AUTHENTICATION, SECRET -> throw refused(index, "op", attribute.attribute() + " is not a text");
        };
    }

    private Predicate compare(int index, HostAttribute attribute, @Nullable Object value, boolean greater) {
        return switch (attribute.kind()) {
            case TEXT -> {
                Expression<String> column = host.get(attribute.property());
                yield greater
                        ? build.greaterThan(column, text(index, value))
                        : build.lessThan(column, text(index, value));
            }
            case NUMBER -> {
                Expression<Integer> column = host.get(attribute.property());
                yield greater
                        ? build.greaterThan(column, number(index, value))
                        : build.lessThan(column, number(index, value));
            }
            case AUTHENTICATION, TAGS, SECRET -> throw refused(index, "op", attribute.attribute() + " has no order");
        };
    }

    private Predicate contains(HostAttribute attribute, String text) {
        return build.like(build.lower(asText(attribute)), "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%", ESCAPE);
    }

    private Predicate containsExactly(HostAttribute attribute, String text) {
        return build.like(asText(attribute), "%" + escaped(text) + "%", ESCAPE);
    }

    private Expression<Object> column(HostAttribute attribute) {
        return host.get(attribute.property());
    }

    /** Tags are a list to Java but one text in the database. */
    private Expression<String> asText(HostAttribute attribute) {
        return attribute.kind() == HostAttribute.Kind.TAGS ? host.get("tagsText") : host.get(attribute.property());
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static Predicate requireNull(int index, Filter filter, Predicate condition) {
        if (filter.condition() != null) {
            throw refused(
                    index,
                    "condition",
                    "\"%s\" goes with null only".formatted(filter.op().text()));
        }
        return condition;
    }

    private static List<?> values(int index, @Nullable Object condition) {
        if (condition instanceof List<?> values && values.size() <= MOST_VALUES) {
            return values;
        }
        throw refused(index, "condition", "\"in\" needs a list of at most %d values".formatted(MOST_VALUES));
    }

    private static String text(int index, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw refused(index, "condition", "must be a text");
    }

    private static Integer number(int index, @Nullable Object value) {
        try {
            return Integer.valueOf(String.valueOf(value));
        } catch (NumberFormatException notANumber) {
            throw refused(index, "condition", "must be a whole number");
        }
    }

    private static Authentication authentication(int index, @Nullable Object value) {
        try {
            return Authentication.valueOf(text(index, value));
        } catch (IllegalArgumentException unknown) {
            throw refused(index, "condition", "must be one of %s".formatted(List.of(Authentication.values())));
        }
    }

    private static ProblemException refused(int index, String part, String message) {
        return new ProblemException(
                HostError.FILTER_INVALID,
                "Filter %d cannot be applied: %s".formatted(index + 1, message),
                List.of(ProblemError.at("/additionalFilters/%d/%s".formatted(index, part), message)));
    }
}
