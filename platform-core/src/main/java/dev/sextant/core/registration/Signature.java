package dev.sextant.core.registration;

import java.time.Instant;

/** Who changes something, and when. */
record Signature(Instant at, String actor) {}
