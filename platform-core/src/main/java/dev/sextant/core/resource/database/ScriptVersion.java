package dev.sextant.core.resource.database;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A version as scripts write it: any number of numbers; what follows a hyphen comes before the version without it. */
record ScriptVersion(List<BigInteger> numbers, String preRelease) implements Comparable<ScriptVersion> {
    private static final Pattern FORM = Pattern.compile("v?(\\d{1,9}(?:\\.\\d{1,9}){0,7})(?:-([0-9A-Za-z.-]{1,40}))?");

    static ScriptVersion of(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no version");
        }
        var numbers = new ArrayList<BigInteger>();
        for (var number : parts.group(1).split("\\.", -1)) {
            numbers.add(new BigInteger(number));
        }
        return new ScriptVersion(List.copyOf(numbers), parts.group(2) == null ? "" : parts.group(2));
    }

    @Override
    public int compareTo(ScriptVersion other) {
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            int order = number(i).compareTo(other.number(i));
            if (order != 0) {
                return order;
            }
        }
        return preRelease.isEmpty() || other.preRelease.isEmpty()
                ? Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty())
                : preRelease.compareTo(other.preRelease);
    }

    private BigInteger number(int index) {
        return index < numbers.size() ? numbers.get(index) : BigInteger.ZERO;
    }
}
