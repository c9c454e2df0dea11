package dev.sextant.jobexecution.execution;

/** This process is stopping: the execution goes on where it is, and is taken up again at the next start. */
final class Stopping extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopping() {
        super("stopping", null, false, false);
    }
}
