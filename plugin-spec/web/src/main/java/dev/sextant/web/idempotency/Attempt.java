package dev.sextant.web.idempotency;

import org.jspecify.annotations.Nullable;

/** What a store knows when a request with a key arrives. */
public sealed interface Attempt {
    /** Nobody has done it yet: do it. */
    record First() implements Attempt {}

    /** Somebody is doing it. */
    record InProgress() implements Attempt {}

    /** It was done, and this was the answer. */
    record Done(String fingerprint, Answer answer) implements Attempt {}

    /** A stored answer. */
    record Answer(
            int status,
            @Nullable String contentType,
            @Nullable String location,
            byte[] body) {}
}
