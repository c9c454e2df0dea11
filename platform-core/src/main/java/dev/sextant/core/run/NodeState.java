package dev.sextant.core.run;

/** Where a node run stands. */
public enum NodeState {
    /** The execution has not reached it. */
    WAITING,
    RUNNING,
    /** Its calls are being stopped. */
    STOPPING,
    SUCCEEDED,
    FAILED,
    SKIPPED,
    CANCELLED
}
