package dev.sextant.core.member;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * This core among others.
 *
 * @param lease how long a core that says nothing counts as alive; then others take over what it owned
 */
@ConfigurationProperties("sextant.member")
record MemberSettings(@DefaultValue("12s") Duration lease) {
    /** Often enough that a slow database or two lost tries cost nothing. */
    Duration renewal() {
        return lease.dividedBy(4);
    }
}
