package dev.sextant.jobexecution.execution;

import dev.sextant.jobexecution.runner.RunnerSettings;
import dev.sextant.jobexecution.runner.SshRunner;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What every execution works with. */
@Component
record ExecutionParts(
        Executions executions,
        HostCalls hosts,
        SshRunner runner,
        ExecutionSettings settings,
        RunnerSettings runnerSettings,
        Clock clock) {
    Instant now() {
        return clock.instant();
    }

    long outputCap() {
        return runnerSettings.outputCap().toBytes();
    }
}
