package dev.sextant.jobexecution.execution;

import dev.sextant.contract.wire.Outcome;
import dev.sextant.jobexecution.credential.CredentialFailure;
import dev.sextant.jobexecution.runner.RunnerReply;
import dev.sextant.jobexecution.ssh.SshFailure;
import dev.sextant.jobexecution.ssh.SshLease;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One execution from its acceptance, or from where an earlier life left it, to its outcome. What was not certainly kept
 * from starting is only ever asked for; the host itself sees to it that asking to start again starts nothing.
 */
final class Execution {
    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);
    private static final int UNANSWERED = 3;
    private static final int REFETCHES = 3;

    private final ExecutionKey key;
    private final ScriptJob job;
    private final Progress progress;
    private final ExecutionParts parts;
    private final Backoff backoff = new Backoff();
    private final AtomicBoolean finished = new AtomicBoolean();
    private final Instant accepted;
    private volatile ExecutionState state;
    private Instant firstAttempt;
    private OutputRelay relay;
    private boolean sent;
    private int unanswered;
    private int refetches;

    /** Takes note of the execution, or finds the note of an earlier life. */
    Execution(ExecutionKey key, ScriptJob job, Progress progress, ExecutionParts parts) {
        this.key = key;
        this.job = job;
        this.progress = progress;
        this.parts = parts;
        this.accepted = parts.now();
        Executions.Row row = parts.executions().register(key, job, accepted);
        this.state = row.state();
        this.firstAttempt = row.startedAt();
        this.relay = new OutputRelay(progress, this::running, 0);
    }

    /** Runs to the outcome; interrupted, it leaves everything as it is. */
    void run() throws InterruptedException {
        // Asked even of what seems new: what the core has is certain, what an earlier life wrote down last is not.
        relay = new OutputRelay(progress, this::running, progress.offset());
        while (!finished.get()) {
            ExecutionOutcome outcome = attempt();
            if (outcome != null) {
                finish(outcome);
                return;
            }
            backoff.pause();
        }
    }

    /** Ends the script, or keeps it from starting; goes on until the host has confirmed it. */
    void cancel() throws InterruptedException {
        if (parts.executions().move(key, ExecutionState.ACCEPTED, ExecutionState.FORGOTTEN, parts.now())) {
            finish(ExecutionOutcome.cancelledBeforeStart());
            return;
        }
        Backoff pauses = new Backoff();
        while (!finished.get()) {
            try (SshLease lease = parts.hosts().lease(job.hostId(), job.target())) {
                RunnerReply reply = parts.runner().cancel(lease.session(), key.spool());
                if (reply instanceof RunnerReply.Ended) {
                    return;
                }
                LOG.warn("Request {} record {}: not yet cancelled: {}", key.requestId(), key.recordId(), reply);
            } catch (SshFailure | CredentialFailure failure) {
                LOG.info("Request {} record {}: cannot cancel yet: {}", key.requestId(), key.recordId(), text(failure));
            }
            pauses.pause();
        }
    }

    private @Nullable ExecutionOutcome attempt() throws InterruptedException {
        if (untouched() && progress.cancelled() || cancelledInAnEarlierLife()) {
            return ExecutionOutcome.cancelledBeforeStart();
        }
        try (SshLease lease = parts.hosts().lease(job.hostId(), job.target())) {
            return untouched() && !begin() ? ExecutionOutcome.cancelledBeforeStart() : read(call(lease.session()));
        } catch (SshFailure failure) {
            return untouched()
                    ? ExecutionOutcome.notReached(failure)
                    : lostAfterDeadline(failure.reason().name(), text(failure));
        } catch (CredentialFailure failure) {
            return untouched()
                    ? withoutCredential(failure)
                    : lostAfterDeadline("CREDENTIAL_UNAVAILABLE", text(failure));
        }
    }

    private boolean cancelledInAnEarlierLife() {
        return state == ExecutionState.FORGOTTEN && firstAttempt.equals(Instant.EPOCH);
    }

    private boolean untouched() {
        return state == ExecutionState.ACCEPTED;
    }

    private boolean begin() {
        firstAttempt = parts.now();
        if (!parts.executions().starting(key, firstAttempt)) {
            return false;
        }
        state = ExecutionState.STARTING;
        return true;
    }

    private RunnerReply call(ClientSession session) {
        if (state == ExecutionState.STARTING) {
            Duration elapsed = sent || firstAttempt.isBefore(accepted)
                    ? Duration.between(firstAttempt, parts.now()).plusSeconds(1)
                    : Duration.ZERO;
            sent = true;
            relay.expectFrom(0);
            return parts.runner().start(session, key.spool(), job.script(), elapsed, relay);
        }
        relay.expectFrom(relay.offset());
        return parts.runner().attach(session, key.spool(), relay.offset(), relay);
    }

    /** The host has said that the script runs. */
    private void running() {
        parts.executions().move(key, ExecutionState.STARTING, ExecutionState.RUNNING, parts.now());
        state = ExecutionState.RUNNING;
        backoff.reset();
        progress.started();
    }

    private @Nullable ExecutionOutcome read(RunnerReply reply) {
        return switch (reply) {
            case RunnerReply.Ended ended -> ended(ended);
            case RunnerReply.Refused refused -> refused(refused);
            case RunnerReply.Lost lost -> lost(lost.begun());
            case RunnerReply.Absent absent ->
                ExecutionOutcome.unknown("SPOOL_LOST", "the script was started, but its spool is gone from the host");
            case RunnerReply.Unanswered silent -> unanswered(silent);
            case RunnerReply.Broken broken -> lostAfterDeadline("CONNECTION_LOST", broken.detail());
            case RunnerReply.Unkilled unkilled -> null;
            case RunnerReply.Forgotten forgotten -> null;
        };
    }

    /** Bytes that are missing before the cap are fetched first. */
    private @Nullable ExecutionOutcome ended(RunnerReply.Ended ended) {
        long kept = Math.min(ended.total(), parts.outputCap());
        if (relay.offset() < kept && refetches++ < REFETCHES) {
            state = ExecutionState.RUNNING;
            return null;
        }
        return ExecutionOutcome.ended(ended, job.script().timeout(), relay.offset());
    }

    private ExecutionOutcome refused(RunnerReply.Refused refused) {
        boolean unsure = refused.reason().equals("SPOOL_FAILED") && firstAttempt.isBefore(accepted);
        return unsure || refused.reason().equals("HOST_REBOOTED")
                ? ExecutionOutcome.unknown(refused.reason(), "the script may have run: " + refused.detail())
                : ExecutionOutcome.refused(refused);
    }

    private static ExecutionOutcome lost(boolean begun) {
        return begun
                ? ExecutionOutcome.unknown(
                        "RUNNER_LOST", "the host was restarted, or the runner was killed, while the script ran")
                : ExecutionOutcome.of(
                        Outcome.NEVER_STARTED, "RUNNER_LOST", "the runner was killed before the script began");
    }

    /** A shell that has failed to run the runner several times has started nothing: else it would have told so. */
    private @Nullable ExecutionOutcome unanswered(RunnerReply.Unanswered silent) {
        unanswered++;
        if (state == ExecutionState.STARTING && unanswered >= UNANSWERED) {
            return ExecutionOutcome.of(Outcome.NEVER_STARTED, "SHELL_FAILED", silent.detail());
        }
        return lostAfterDeadline("SHELL_FAILED", silent.detail());
    }

    private @Nullable ExecutionOutcome withoutCredential(CredentialFailure failure) {
        if (failure.passing()
                && parts.now().isBefore(accepted.plus(parts.settings().credentialPatience()))) {
            return null;
        }
        String reason = failure.passing() ? "CREDENTIAL_UNAVAILABLE" : "CREDENTIAL_MISSING";
        return ExecutionOutcome.of(Outcome.NEVER_STARTED, reason, text(failure));
    }

    private @Nullable ExecutionOutcome lostAfterDeadline(String reason, String detail) {
        Instant deadline =
                firstAttempt.plus(job.script().timeout()).plus(parts.settings().reattachGrace());
        if (parts.now().isBefore(deadline)) {
            LOG.info("Request {} record {}: asks the host again: {}", key.requestId(), key.recordId(), detail);
            return null;
        }
        String what = state == ExecutionState.RUNNING ? "the script ran" : "the script may have run";
        return ExecutionOutcome.unknown(reason, what + ", but the host could not be asked how it ended: " + detail);
    }

    private void finish(ExecutionOutcome outcome) {
        if (!finished.compareAndSet(false, true)) {
            return;
        }
        progress.finish(outcome);
        ExecutionState last = untouched() ? ExecutionState.FORGOTTEN : ExecutionState.ENDED;
        progress.onArrival(() -> parts.executions().end(key, last, parts.now()));
    }

    private static String text(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
