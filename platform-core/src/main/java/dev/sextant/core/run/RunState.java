package dev.sextant.core.run;

/** Where a run stands. */
public enum RunState {
    RUNNING,
    /** A node has records that did not succeed: someone retries, skips or terminates. */
    NEEDS_DECISION,
    /** It is being terminated: its calls are being stopped. Told as {@link #RUNNING} or its former state. */
    STOPPING,
    SUCCEEDED,
    FAILED,
    TERMINATED;

    boolean ended() {
        return this == SUCCEEDED || this == FAILED || this == TERMINATED;
    }
}
