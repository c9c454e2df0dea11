package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The wish for a database of its own.
 *
 * @param name its name within the plugin
 * @param schema the schema's name that its scripts expect, where they expect one
 * @param migrations folder of the migrations inside the image, where the plugin runs them itself
 * @param init script in the package that lays out an empty schema
 * @param upgrade script in the package that brings an earlier version's schema up to this one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatabaseSpec(
        String name,
        @Nullable String schema,
        @Nullable String migrations,
        @Nullable String init,
        @Nullable String upgrade) {

    /** The name of a plugin's only database. */
    public static final String MAIN = "main";

    /** Takes what a package that was stored by an earlier version leaves out. */
    public DatabaseSpec {
        name = name == null ? MAIN : name;
    }
}
