package dev.sextant.jobexecution.execution;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How executions are kept in hand.
 *
 * @param concurrent how many executions are connected at the same time; more wait for their turn
 * @param reattachGrace how long after a script's own time-out a lost host is still asked for its outcome
 * @param credentialPatience how long an inventory that does not answer is asked again before anything has started
 * @param forgetAfter how long a spool stays on the host after the outcome was handed on
 * @param keepRows how long it is remembered that an execution took place
 */
@ConfigurationProperties("sextant.jobs.execution")
public record ExecutionSettings(
        @DefaultValue("1000") int concurrent,
        @DefaultValue("PT2M") Duration reattachGrace,
        @DefaultValue("PT2M") Duration credentialPatience,
        @DefaultValue("PT30S") Duration forgetAfter,
        @DefaultValue("P30D") Duration keepRows) {}
