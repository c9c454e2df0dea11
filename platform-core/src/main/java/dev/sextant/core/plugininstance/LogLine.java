package dev.sextant.core.plugininstance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line that a container wrote.
 *
 * @param at when; null when the engine did not say
 * @param stream where it was written
 * @param text the line without its end; cut at 16,384 characters
 */
record LogLine(@Nullable Instant at, Stream stream, String text) {

    /** Standard output or standard error. */
    enum Stream {
        OUT,
        ERR
    }
}
