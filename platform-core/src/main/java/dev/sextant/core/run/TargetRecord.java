package dev.sextant.core.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entity record as it was when the run was started.
 *
 * @param entity such as {@code inventory:host}
 * @param position its place among the run's records
 */
public record TargetRecord(
        String entity, String id, String displayName, int position, Map<String, @Nullable Object> attributes) {}
