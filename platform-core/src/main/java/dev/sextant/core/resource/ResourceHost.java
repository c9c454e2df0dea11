package dev.sextant.core.resource;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A machine on which plugin instances run.
 *
 * @param id its id
 * @param name its name, unique
 * @param kind what runs there
 * @param address where its engine answers
 * @param state whether it answers
 * @param engineVersion what the engine says it is
 * @param cpus how many cores it has
 * @param memoryBytes how much memory it has
 * @param problem why it is down
 * @param changedAt when any of this last changed
 */
public record ResourceHost(
        String id,
        String name,
        Kind kind,
        String address,
        State state,
        @Nullable String engineVersion,
        int cpus,
        long memoryBytes,
        @Nullable String problem,
        Instant changedAt) {

    /** What runs on a host. */
    public enum Kind {
        DOCKER
    }

    /** Whether a host answers. */
    public enum State {
        UNKNOWN,
        UP,
        DOWN
    }
}
