package dev.sextant.core.variable;

import dev.sextant.contract.manifest.VariableType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A named, scoped setting.
 *
 * @param packageId the package that brought it; null where people made it
 * @param defaultValue what holds until somebody sets a value; a secret has none
 * @param value what was set; of a secret the sealed form
 * @param active whether anybody reads it
 */
record SystemVariable(
        String id,
        VariableKey key,
        @Nullable String packageId,
        VariableType type,
        @Nullable String defaultValue,
        @Nullable String value,
        boolean active,
        long revision,
        Instant updatedAt,
        String updatedBy) {

    boolean isSecret() {
        return type == VariableType.SECRET;
    }

    /** What its sealed value is bound to. */
    String owner() {
        return owner(id);
    }

    static String owner(String id) {
        return "system-variable:" + id;
    }

    /** The value that people may read. */
    @Nullable String shown() {
        return isSecret() ? null : value;
    }

    /** Another state of it, seen and made by somebody. */
    SystemVariable with(VariableType newType, @Nullable String newValue, boolean nowActive, Instant at, String actor) {
        var newDefault = newType == VariableType.SECRET ? null : defaultValue;
        return new SystemVariable(
                id, key, packageId, newType, newDefault, newValue, nowActive, revision + 1, at, actor);
    }
}
