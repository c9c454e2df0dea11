package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions that all of some bounds allow, such as {@code >=1.0 <2}; missing parts of a bound count as zero.
 *
 * @param text the range as it was written
 * @param bounds what must hold
 */
public record VersionRange(String text, List<Bound> bounds) {

    private static final int MAX_LENGTH = 200;
    private static final Pattern BOUND =
            Pattern.compile("(>=|>|<=|<|=)?(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?");

    /**
     * One side of a range.
     *
     * @param operator one of {@code >= > <= < =}
     * @param version what it compares with
     */
    public record Bound(String operator, SemanticVersion version) {

        boolean allows(SemanticVersion candidate) {
            int order = candidate.compareTo(version);
            return switch (operator) {
                case ">=" -> order >= 0;
                case ">" -> order > 0;
                case "<=" -> order <= 0;
                case "<" -> order < 0;
                default -> order == 0;
            };
        }
    }

    /** The range of a text; fails with IllegalArgumentException when it is not one. */
    @JsonCreator
    public static VersionRange of(String text) {
        if (text.length() > MAX_LENGTH || text.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(
                    "A version range is one line of at most " + MAX_LENGTH + " characters; write for example >=1.0 <2");
        }
        List<Bound> bounds = Arrays.stream(text.trim().split(" +"))
                .map(part -> bound(text, part))
                .toList();
        return new VersionRange(text, bounds);
    }

    private static Bound bound(String text, String part) {
        Matcher matcher = BOUND.matcher(part);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a version range; write for example >=1.0 <2");
        }
        String operator = matcher.group(1) == null ? "=" : matcher.group(1);
        int minor = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        int patch = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
        return new Bound(operator, new SemanticVersion(Integer.parseInt(matcher.group(2)), minor, patch, ""));
    }

    /** Whether a version lies within. */
    public boolean allows(SemanticVersion version) {
        return bounds.stream().allMatch(bound -> bound.allows(version));
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}
