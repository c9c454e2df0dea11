package dev.sextant.core.resource;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that lies on a host for a plugin.
 *
 * @param id its id
 * @param kind what it is
 * @param name how it is called there
 * @param plugin for which plugin
 * @param version the version of the plugin that it is laid out for
 * @param state how it is
 * @param kept whether its plugin is gone and it was kept
 * @param problem what is wrong with it
 * @param since when it was put there
 */
public record Allocation(
        String id,
        Kind kind,
        String name,
        String plugin,
        @Nullable String version,
        String state,
        boolean kept,
        @Nullable String problem,
        @Nullable Instant since) {

    /** What can lie on a host. */
    public enum Kind {
        INSTANCE,
        SCHEMA,
        BUCKET
    }
}
