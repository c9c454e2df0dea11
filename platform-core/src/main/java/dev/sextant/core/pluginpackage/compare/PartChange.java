package dev.sextant.core.pluginpackage.compare;

import org.jspecify.annotations.Nullable;

/**
 * A part that came, went or changed.
 *
 * @param kind what it is
 * @param name which one
 * @param change what became of it
 * @param before how it was
 * @param after how it is
 */
public record PartChange(
        PartKind kind,
        String name,
        Change change,
        @Nullable String before,
        @Nullable String after) {}
