package dev.sextant.core.resource;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A machine on which plugin instances run, or their databases, buckets or ways out lie.
 *
 * @param id its id
 * @param name its name, unique
 * @param kind what runs there
 * @param address where it answers
 * @param login who signs in there
 * @param secretSet whether a secret is kept for it; nobody is ever told which
 * @param tls whether it is talked to in TLS, and has to prove who it is
 * @param schedulable whether anything new may be put there; not while it is drained
 * @param mostItems at most so many things may be put there
 * @param state whether it answers
 * @param engineVersion what it says it is
 * @param cpus how many cores it has
 * @param memoryBytes how much memory it has
 * @param problem why it is down
 * @param changedAt when any of this last changed
 * @param revision counts what people changed of it
 */
public record ResourceHost(
        String id,
        String name,
        Kind kind,
        String address,
        @Nullable String login,
        boolean secretSet,
        boolean tls,
        boolean schedulable,
        @Nullable Integer mostItems,
        State state,
        @Nullable String engineVersion,
        int cpus,
        long memoryBytes,
        @Nullable String problem,
        Instant changedAt,
        long revision) {

    /** What runs on a host. */
    public enum Kind {
        /** A Docker Engine. */
        DOCKER,
        /** A MariaDB or MySQL server. */
        DATABASE,
        /** An S3 endpoint. */
        STORAGE,
        /** A Squid. */
        PROXY
    }

    /** Whether a host answers. */
    public enum State {
        UNKNOWN,
        UP,
        DOWN
    }
}
