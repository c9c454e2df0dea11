package dev.sextant.sdk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a query.
 *
 * @param items the records
 * @param next cursor of the next page, null at the end
 * @param <T> the entity
 */
public record EntityPage<T>(
        List<EntityRecord<T>> items, @Nullable String next) {}
