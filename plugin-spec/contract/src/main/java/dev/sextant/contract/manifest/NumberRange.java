package dev.sextant.contract.manifest;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The least and the greatest number that a parameter takes.
 *
 * @param minimum the least; null when there is none
 * @param maximum the greatest; null when there is none
 */
record NumberRange(@Nullable BigDecimal minimum, @Nullable BigDecimal maximum) {

    private static final int MOST_DIGITS = 19;

    static NumberRange read(ObjectReader reader, ParameterType type, @Nullable Object defaultValue) {
        boolean isNumber = type == ParameterType.INTEGER || type == ParameterType.NUMBER;
        NumberRange range = new NumberRange(bound(reader, "minimum", isNumber), bound(reader, "maximum", isNumber));
        BigDecimal least = range.minimum();
        BigDecimal greatest = range.maximum();
        if (least != null && greatest != null && least.compareTo(greatest) > 0) {
            reader.error("minimum", "The minimum " + least + " is above the maximum " + greatest);
        } else if (defaultValue instanceof Number number && !range.holds(number)) {
            reader.error("default", "The default " + defaultValue + " is not " + range.inWords());
        }
        return range;
    }

    private static @Nullable BigDecimal bound(ObjectReader reader, String field, boolean isNumber) {
        YamlNode node = reader.take(field);
        if (node == null) {
            return null;
        }
        if (!isNumber) {
            reader.error(field, "Only an integer or a number has a " + field);
            return null;
        }
        Object value = node instanceof YamlNode.Scalar scalar ? Scalars.value(scalar) : null;
        if (!(value instanceof Number)) {
            reader.error(field, "Expected a number, found " + ObjectReader.kind(node));
            return null;
        }
        BigDecimal number = new BigDecimal(value.toString());
        if (Math.abs((long) number.precision() - number.scale()) > MOST_DIGITS || number.scale() > MOST_DIGITS) {
            reader.error(field, "A bound has at most " + MOST_DIGITS + " digits before and after its point");
            return null;
        }
        return number;
    }

    /** Whether a number lies within; one that is none, such as an infinite one, lies within nothing. */
    boolean holds(Number number) {
        if (minimum == null && maximum == null) {
            return true;
        }
        return Double.isFinite(number.doubleValue()) && holds(new BigDecimal(number.toString()));
    }

    private boolean holds(BigDecimal value) {
        return (minimum == null || value.compareTo(minimum) >= 0) && (maximum == null || value.compareTo(maximum) <= 0);
    }

    String inWords() {
        if (minimum != null && maximum != null) {
            return "from " + minimum + " to " + maximum;
        }
        return minimum != null ? "at least " + minimum : maximum != null ? "at most " + maximum : "";
    }
}
