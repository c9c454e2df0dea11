package dev.sextant.web.idempotency;

import java.time.Duration;

/** Remembers which requests were done; ids are hashes of caller and key. */
public interface IdempotencyStore {
    /** How long an answer is kept. */
    Duration KEPT = Duration.ofHours(24);
    /** After this long in progress, the process that was at it must have died. */
    Duration ABANDONED = Duration.ofMinutes(5);

    Attempt begin(String id);

    void finish(String id, String fingerprint, Attempt.Answer answer);

    /** The request failed: the next one with this key is the first again. */
    void forget(String id);
}
