package dev.sextant.core.resource;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How resource hosts are asked, and how long they may take.
 *
 * @param watchInterval how often each host is asked
 * @param sweepInterval how often what was left half done is looked for
 * @param connectTimeout how long to wait for a connection
 * @param answerTimeout how long to wait for an answer
 * @param statementTimeout how long one statement of a plugin's script may take
 * @param questionTimeout how long a person's question to a plugin's schema may take
 */
@ConfigurationProperties("sextant.resource")
public record ResourceSettings(
        @DefaultValue("30s") Duration watchInterval,
        @DefaultValue("30s") Duration sweepInterval,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("15s") Duration answerTimeout,
        @DefaultValue("10m") Duration statementTimeout,
        @DefaultValue("5s") Duration questionTimeout) {}
