package dev.sextant.contract.manifest;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds enum constants by the text that manifests write. */
final class Texts {

    private Texts() {}

    static <T> T find(T[] values, Function<T, String> text, String wanted) {
        for (T value : values) {
            if (text.apply(value).equals(wanted)) {
                return value;
            }
        }
        String known = Arrays.stream(values).map(text).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("'" + wanted + "' is none of " + known);
    }
}
