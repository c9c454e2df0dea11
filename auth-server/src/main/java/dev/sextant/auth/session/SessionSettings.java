package dev.sextant.auth.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a person stays signed in, and how many failures are borne.
 *
 * @param idle the longest time between two refreshes
 * @param longest the longest time after which one has to sign in again
 * @param failures failed sign-ins of one name from one address until both are locked out together
 * @param lock the first lock-out; each further one is twice as long
 * @param longestLock no lock-out is longer
 */
@ConfigurationProperties("sextant.session")
record SessionSettings(
        @DefaultValue("12h") Duration idle,
        @DefaultValue("7d") Duration longest,
        @DefaultValue("5") int failures,
        @DefaultValue("30s") Duration lock,
        @DefaultValue("15m") Duration longestLock) {}
