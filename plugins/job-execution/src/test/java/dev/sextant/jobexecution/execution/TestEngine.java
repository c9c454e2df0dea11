package dev.sextant.jobexecution.execution;

import dev.sextant.jobexecution.credential.HostCredentials;
import dev.sextant.jobexecution.runner.RunnerCommands;
import dev.sextant.jobexecution.runner.RunnerSettings;
import dev.sextant.jobexecution.runner.SshRunner;
import dev.sextant.jobexecution.ssh.SshConnections;
import dev.sextant.jobexecution.ssh.SshSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.unit.DataSize;

/** The engine with a database file, as after a start of the plugin; closing it is a start's end. */
final class TestEngine implements AutoCloseable {
    static final Duration GRACE = Duration.ofSeconds(4);

    final ExecutionEngine engine;
    final Executions executions;
    private final JdbcClient client;
    private final SpoolSweeper sweeper;
    private final SshConnections connections;

    TestEngine(Path database, Path spool, HostCredentials credentials) {
        // H2 closes its file when a thread that writes is interrupted, as here on purpose; this way it opens it again.
        DriverManagerDataSource source = new DriverManagerDataSource(
                "jdbc:h2:retry:" + database.toAbsolutePath() + ";DB_CLOSE_DELAY=-1;WRITE_DELAY=0");
        Flyway.configure().dataSource(source).load().migrate();
        client = JdbcClient.create(source);
        executions = new Executions(client);
        SshSettings ssh = new SshSettings(
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                8,
                64,
                4,
                32,
                true);
        RunnerSettings runner = new RunnerSettings(
                spool.toString(),
                Duration.ofSeconds(1),
                DataSize.ofMegabytes(1),
                DataSize.ofGigabytes(1),
                Duration.ofDays(1));
        ExecutionSettings settings = new ExecutionSettings(1000, GRACE, GRACE, Duration.ZERO, Duration.ofDays(1));
        connections = new SshConnections(ssh);
        ExecutionParts parts = new ExecutionParts(
                executions,
                new HostCalls(credentials, connections),
                new SshRunner(new RunnerCommands(runner)),
                settings,
                runner,
                Clock.systemUTC());
        engine = new ExecutionEngine(parts);
        sweeper = new SpoolSweeper(parts, connections);
    }

    ExecutionState state(ExecutionKey key, ScriptJob job) {
        return executions.register(key, job, Instant.now()).state();
    }

    void sweep() throws InterruptedException {
        sweeper.sweep();
    }

    @Override
    public void close() {
        engine.destroy();
        connections.close();
        client.sql("shutdown").update();
    }
}
