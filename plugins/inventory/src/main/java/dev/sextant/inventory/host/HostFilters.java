package dev.sextant.inventory.host;

import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.contract.wire.Filter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the filters and the search text of a query into conditions; every value becomes a parameter. */
final class HostFilters {
    private static final int MOST_VALUES = 1000;

    private HostFilters() {}

    static Condition condition(int index, Filter filter) {
        HostAttribute attribute = HostAttribute.named(filter.attrName())
                .orElseThrow(() ->
                        refused(index, "attrName", "hosts have no attribute \"%s\"".formatted(filter.attrName())));
        return switch (filter.op()) {
            case IS -> requireNull(index, filter, isNull(attribute));
            case IS_NOT -> requireNull(index, filter, Condition.of(attribute.column() + " is not null"));
            case EQ -> equal(index, attribute, filter.condition());
            case NEQ -> negated(attribute, equal(index, attribute, filter.condition()));
            case IN -> in(index, attribute, values(index, filter.condition()));
            case LIKE -> like(index, attribute, filter.condition());
            case NOT_LIKE -> negated(attribute, like(index, attribute, filter.condition()));
            case GT -> compare(index, attribute, filter.condition(), " > ?");
            case LT -> compare(index, attribute, filter.condition(), " < ?");
        };
    }

    /** Name, address, system, tags or description contain the text, whatever its case. */
    static Condition search(String text) {
        return Condition.any(Stream.of(
                        HostAttribute.NAME,
                        HostAttribute.ADDRESS,
                        HostAttribute.OS,
                        HostAttribute.TAGS,
                        HostAttribute.DESCRIPTION)
                .map(attribute -> contains(attribute, text))
                .toList());
    }

    /** What is not there is not equal to anything, and like nothing. */
    private static Condition negated(HostAttribute attribute, Condition condition) {
        return Condition.any(List.of(isNull(attribute), condition.not()));
    }

    private static Condition isNull(HostAttribute attribute) {
        return Condition.of(attribute.column() + " is null");
    }

    private static Condition equal(int index, HostAttribute attribute, @Nullable Object value) {
        return switch (attribute.kind()) {
            case TEXT, NUMBER, AUTHENTICATION ->
                Condition.of(attribute.column() + " = ?", value(index, attribute, value));
            case TAGS -> matches(attribute.column(), "," + text(index, value) + ",");
            case SECRET -> throw refused(index, "op", "a secret can only be asked for with \"is\" and \"isnot\" null");
        };
    }

    private static Condition in(int index, HostAttribute attribute, List<?> values) {
        return switch (attribute.kind()) {
            case TEXT, NUMBER, AUTHENTICATION ->
                Condition.in(
                        attribute.column(),
                        values.stream()
                                .map(value -> value(index, attribute, value))
                                .toList());
            case TAGS, SECRET ->
                Condition.any(values.stream()
                        .map(value -> equal(index, attribute, value))
                        .toList());
        };
    }

    private static Condition like(int index, HostAttribute attribute, @Nullable Object value) {
        return switch (attribute.kind()) {
            case TEXT, TAGS, AUTHENTICATION -> contains(attribute, text(index, value));
            case NUMBER, SECRET -> throw refused(index, "op", attribute.attribute() + " is not a text");
        };
    }

    private static Condition compare(int index, HostAttribute attribute, @Nullable Object value, String comparison) {
        return switch (attribute.kind()) {
            case TEXT, NUMBER -> Condition.of(attribute.column() + comparison, value(index, attribute, value));
            case AUTHENTICATION, TAGS, SECRET -> throw refused(index, "op", attribute.attribute() + " has no order");
        };
    }

    private static Condition contains(HostAttribute attribute, String text) {
        return matches("lower(" + attribute.column() + ")", text.toLowerCase(Locale.ROOT));
    }

    private static Condition matches(String expression, String text) {
        return Condition.of(expression + " like ? escape '!'", "%" + escaped(text) + "%");
    }

    private static Object value(int index, HostAttribute attribute, @Nullable Object value) {
        return switch (attribute.kind()) {
            case TEXT, TAGS, SECRET -> text(index, value);
            case NUMBER -> number(index, value);
            case AUTHENTICATION -> authentication(index, value).name();
        };
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static Condition requireNull(int index, Filter filter, Condition condition) {
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
