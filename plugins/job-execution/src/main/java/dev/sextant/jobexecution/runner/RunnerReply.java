package dev.sextant.jobexecution.runner;

/** How one call of the runner ended. */
public sealed interface RunnerReply {
    /** The script has ended; {@code total} bytes were printed, of which those up to the cap were sent. */
    record Ended(Cause cause, int code, long total) implements RunnerReply {}

    /** Nothing was started, and nothing of this key ever ran. */
    record Refused(String reason, String detail) implements RunnerReply {}

    /** The runner is gone without an exit code; {@code begun} tells whether the script may have begun. */
    record Lost(boolean begun) implements RunnerReply {}

    /** The host knows nothing of this key. */
    record Absent() implements RunnerReply {}

    /** Something of the script's process group is still alive after KILL. */
    record Unkilled() implements RunnerReply {}

    /** The spool is gone. */
    record Forgotten() implements RunnerReply {}

    /** The connection ended before the runner had answered. */
    record Broken(String detail) implements RunnerReply {}

    /** The user's login shell ended without having run the runner. */
    record Unanswered(String detail) implements RunnerReply {}

    /** Why a script ended. */
    enum Cause {
        EXITED,
        TIMED_OUT,
        CANCELLED,
        OUTPUT_LIMIT
    }
}
