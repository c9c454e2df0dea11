package dev.sextant.core.pluginpackage.compare;

import org.jspecify.annotations.Nullable;

/**
 * One difference between two versions of a service.
 *
 * @param path what differs, such as {@code input.script.type}
 * @param effect what that does to those who use the service
 * @param before how it was; none where it is new
 * @param after how it is; none where it is gone
 */
public record Difference(
        String path,
        Effect effect,
        @Nullable String before,
        @Nullable String after) {}
