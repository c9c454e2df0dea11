package dev.sextant.jobexecution.runner;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How scripts run on hosts.
 *
 * @param spool the folder on the host below which each user's spool lies; it should survive a reboot
 * @param killGrace how long a script may take to end after TERM, before KILL
 * @param outputCap how much of a script's output is kept; the rest is counted and marked as cut
 * @param hostOutputLimit the size of the output on the host at which a script is ended, so that it cannot fill the disk
 * @param spoolAge after how many days a spool is removed that nobody asked for
 */
@ConfigurationProperties("sextant.jobs.runner")
public record RunnerSettings(
        @DefaultValue("/var/tmp") String spool,
        @DefaultValue("PT5S") Duration killGrace,
        @DefaultValue("10MB") DataSize outputCap,
        @DefaultValue("1GB") DataSize hostOutputLimit,
        @DefaultValue("P14D") Duration spoolAge) {
    public RunnerSettings {
        if (!spool.matches("/[A-Za-z0-9_./-]*")) {
            throw new IllegalArgumentException(
                    "sextant.jobs.runner.spool must be an absolute path of plain characters");
        }
    }
}
