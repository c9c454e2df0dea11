package dev.sextant.contract.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists as they come from JSON: absent means empty, and nobody changes them afterwards. */
final class Lists {

    private Lists() {}

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
