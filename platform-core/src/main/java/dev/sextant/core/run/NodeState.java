package dev.sextant.core.run;

/** Where a node run stands. */
public enum NodeState {
    /** The execution has not reached it yet. */
    WAITING,
    /** The run ended before its execution could reach it. */
    NOT_REACHED,
    RUNNING,
    /** Its calls are being stopped. */
    STOPPING,
    SUCCEEDED,
    FAILED,
    SKIPPED,
    CANCELLED
}
