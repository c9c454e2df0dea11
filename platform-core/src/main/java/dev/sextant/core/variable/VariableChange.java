package dev.sextant.core.variable;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a variable's history.
 *
 * @param before the value before; null where there was none, and of a secret
 * @param after the value afterwards; null where there is none, and of a secret
 */
record VariableChange(
        String id,
        What what,
        @Nullable String before,
        @Nullable String after,
        Instant changedAt,
        String changedBy) {

    /** What was done. */
    enum What {
        CREATED,
        CHANGED,
        UNSET,
        SEALED,
        ACTIVATED,
        DEACTIVATED
    }

    static What between(SystemVariable before, SystemVariable after) {
        if (after.isSecret() && !before.isSecret()) {
            return What.SEALED;
        }
        if (Objects.equals(before.value(), after.value())) {
            return after.active() ? What.ACTIVATED : What.DEACTIVATED;
        }
        return after.value() == null ? What.UNSET : What.CHANGED;
    }
}
