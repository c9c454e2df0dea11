package dev.sextant.jobexecution.execution;

import dev.sextant.contract.wire.Outcome;
import dev.sextant.jobexecution.runner.RunnerReply;
import dev.sextant.jobexecution.ssh.SshFailure;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an execution ended.
 *
 * @param exitCode the script's, when it ended by itself
 * @param outputBytes how much it printed, as far as known
 * @param cutBytes how much of that was not kept
 */
public record ExecutionOutcome(
        Outcome outcome,
        @Nullable String reason,
        String message,
        @Nullable Integer exitCode,
        long outputBytes,
        long cutBytes) {
    static ExecutionOutcome of(Outcome outcome, String reason, String message) {
        return new ExecutionOutcome(outcome, reason, message, null, 0, 0);
    }

    /** Input that no host could be given. */
    public static ExecutionOutcome invalid(String message) {
        return of(Outcome.NEVER_STARTED, "INVALID_INPUT", message);
    }

    static ExecutionOutcome cancelledBeforeStart() {
        return of(Outcome.CANCELLED, "CANCELLED", "cancelled before it was started");
    }

    static ExecutionOutcome notReached(SshFailure failure) {
        Outcome outcome = failure.reason().unreachable() ? Outcome.UNREACHABLE : Outcome.NEVER_STARTED;
        return of(outcome, failure.reason().name(), Objects.requireNonNullElse(failure.getMessage(), ""));
    }

    static ExecutionOutcome refused(RunnerReply.Refused refused) {
        return of(Outcome.NEVER_STARTED, refused.reason(), "the host did not start the script: " + refused.detail());
    }

    static ExecutionOutcome unknown(String reason, String message) {
        return of(Outcome.UNKNOWN, reason, message + "; it is not run again by itself");
    }

    static ExecutionOutcome ended(RunnerReply.Ended ended, Duration timeout, long kept) {
        long cut = Math.max(0, ended.total() - kept);
        boolean exited = ended.cause() == RunnerReply.Cause.EXITED;
        return new ExecutionOutcome(
                outcome(ended),
                reason(ended),
                message(ended, timeout),
                exited ? ended.code() : null,
                ended.total(),
                cut);
    }

    private static Outcome outcome(RunnerReply.Ended ended) {
        return switch (ended.cause()) {
            case EXITED -> ended.code() == 0 ? Outcome.SUCCEEDED : Outcome.FAILED;
            case TIMED_OUT -> Outcome.TIMED_OUT;
            case CANCELLED -> Outcome.CANCELLED;
            case OUTPUT_LIMIT -> Outcome.FAILED;
        };
    }

    private static @Nullable String reason(RunnerReply.Ended ended) {
        return switch (ended.cause()) {
            case EXITED -> ended.code() == 0 ? null : "EXIT_CODE";
            case TIMED_OUT -> "TIMED_OUT";
            case CANCELLED -> "CANCELLED";
            case OUTPUT_LIMIT -> "OUTPUT_LIMIT";
        };
    }

    private static String message(RunnerReply.Ended ended, Duration timeout) {
        return switch (ended.cause()) {
            case EXITED -> ended.code() == 0 ? "" : "the script ended with exit code " + ended.code();
            case TIMED_OUT -> "the script ran longer than " + timeout + " and was killed on the host";
            case CANCELLED -> "the script was cancelled; nothing of its process group is left on the host";
            case OUTPUT_LIMIT ->
                "the script printed more than may lie on the host and was killed; write large output to a file";
        };
    }
}
