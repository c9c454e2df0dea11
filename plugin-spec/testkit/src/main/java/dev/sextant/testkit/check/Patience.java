package dev.sextant.testkit.check;

import java.time.Duration;

/**
 * How long a plugin may take.
 *
 * @param start until it is healthy
 * @param outcomes until a call has its outcomes
 * @param reaction until something follows on a cancel, an end or a lost message
 */
public record Patience(Duration start, Duration outcomes, Duration reaction) {

    /** As the platform has it. */
    public static Patience ofPlatform() {
        return new Patience(Duration.ofSeconds(120), Duration.ofSeconds(60), Duration.ofSeconds(30));
    }
}
