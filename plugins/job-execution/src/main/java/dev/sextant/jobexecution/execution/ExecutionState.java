package dev.sextant.jobexecution.execution;

/** How far an execution has come on its host. */
enum ExecutionState {
    /** Nothing was sent to the host. */
    ACCEPTED,
    /** The start was sent, or is about to be: the script may run. */
    STARTING,
    /** The host said that the script runs, or did. */
    RUNNING,
    /** The outcome and all output are kept elsewhere; the spool may still lie on the host. */
    ENDED,
    /** The spool is gone; the row remains, so that nothing starts again. */
    FORGOTTEN
}
