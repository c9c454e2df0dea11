package dev.sextant.core.resource;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that the platform keeps on a host for a plugin.
 *
 * @param id its id
 * @param hostId on which host
 * @param kind what it is
 * @param plugin for which plugin
 * @param name its name within the plugin
 * @param itemName its name on the host
 * @param userName who may use it
 * @param state how far it is
 * @param version the version of the plugin that it is laid out for
 * @param copied whether a copy of it may lie beside it
 * @param problem why the last attempt failed
 * @param createdAt when it was noted
 */
public record ResourceItem(
        String id,
        String hostId,
        Allocation.Kind kind,
        String plugin,
        String name,
        String itemName,
        String userName,
        State state,
        @Nullable String version,
        boolean copied,
        @Nullable String problem,
        Instant createdAt) {

    /** How far it is. */
    public enum State {
        /** Noted; whether the name is free on the host is not known yet. */
        RESERVED,
        /** The name was free: whatever bears it there is ours, and nobody uses it yet. */
        CREATING,
        /** The plugin uses it. */
        READY,
        /** It is brought up to another version, and a whole copy lies beside it. */
        UPGRADING,
        /** It goes. */
        DROPPING
    }
}
