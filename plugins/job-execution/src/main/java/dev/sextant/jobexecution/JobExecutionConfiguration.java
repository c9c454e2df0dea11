package dev.sextant.jobexecution;

import dev.sextant.jobexecution.credential.BatchedCredentials;
import dev.sextant.jobexecution.credential.HostCredentials;
import dev.sextant.jobexecution.runner.RunnerCommands;
import dev.sextant.jobexecution.runner.RunnerSettings;
import dev.sextant.jobexecution.runner.SshRunner;
import dev.sextant.jobexecution.ssh.HostKeyScan;
import dev.sextant.jobexecution.ssh.SshConnections;
import dev.sextant.jobexecution.ssh.SshSettings;
import dev.sextant.sdk.GatewayClient;
import java.time.Clock;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Puts the parts together. */
@Configuration
@ConfigurationPropertiesScan
@EnableScheduling
class JobExecutionConfiguration {
    @Bean
    SshConnections sshConnections(SshSettings settings) {
        return new SshConnections(settings);
    }

    @Bean
    HostKeyScan hostKeyScan(SshConnections connections) {
        return connections.scan();
    }

    @Bean
    SshRunner sshRunner(RunnerSettings settings) {
        return new SshRunner(new RunnerCommands(settings));
    }

    @Bean
    HostCredentials hostCredentials(GatewayClient gateway) {
        return new BatchedCredentials(gateway.rest());
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
