package dev.sextant.core.invocation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calls are looked after.
 *
 * @param askAfter how long a plugin that took a call may be silent before it is asked about it
 */
@ConfigurationProperties("sextant.invocations")
record InvocationSettings(@DefaultValue("15s") Duration askAfter) {}
