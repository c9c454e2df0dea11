package dev.sextant.jobexecution.execution;

import dev.sextant.jobexecution.credential.CredentialFailure;
import dev.sextant.jobexecution.runner.RunnerReply;
import dev.sextant.jobexecution.ssh.SshConnections;
import dev.sextant.jobexecution.ssh.SshFailure;
import dev.sextant.jobexecution.ssh.SshLease;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes spools from hosts once their outcome is kept elsewhere, and closes connections that nobody uses. */
@Component
class SpoolSweeper {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolSweeper.class);
    private static final int AT_ONCE = 100;

    private final ExecutionParts parts;
    private final SshConnections connections;

    SpoolSweeper(ExecutionParts parts, SshConnections connections) {
        this.parts = parts;
        this.connections = connections;
    }

    @Scheduled(fixedDelay = 10_000)
    void sweep() throws InterruptedException {
        connections.sweep();
        Instant now = parts.now();
        parts.executions().deleteForgottenBefore(now.minus(parts.settings().keepRows()));
        List<Executions.Row> rows =
                parts.executions().endedBefore(now.minus(parts.settings().forgetAfter()), AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(rows.stream().map(this::forgetting).toList());
        }
    }

    private Callable<Boolean> forgetting(Executions.Row row) {
        return () -> {
            // What a host cannot be asked to remove, its own runner removes by age.
            boolean given =
                    row.startedAt().plus(parts.runnerSettings().spoolAge()).isBefore(parts.now());
            ExecutionState next = given || forget(row) ? ExecutionState.FORGOTTEN : ExecutionState.ENDED;
            return parts.executions().move(row.key(), ExecutionState.ENDED, next, parts.now());
        };
    }

    private boolean forget(Executions.Row row) throws InterruptedException {
        try (SshLease lease = parts.hosts().lease(row.hostId(), row.target())) {
            return parts.runner().forget(lease.session(), row.key().spool()) instanceof RunnerReply.Forgotten;
        } catch (SshFailure | CredentialFailure failure) {
            LOG.debug(
                    "The spool of request {} stays on its host for now",
                    row.key().requestId());
            return false;
        }
    }
}
