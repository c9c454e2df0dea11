package dev.sextant.jobexecution.execution;

/** Where the news of one execution go; they survive this process once they were taken. */
public interface Progress {
    void started();

    /** How much of the output has arrived for good: where to go on after a restart. */
    long offset() throws InterruptedException;

    /** The next bytes of output; waits while too many are on their way. */
    void append(byte[] bytes) throws InterruptedException;

    void finish(ExecutionOutcome outcome);

    /** Runs an action once outcome and output have arrived for good; until then the spool must stay on the host. */
    void onArrival(Runnable action);

    boolean cancelled();

    void onCancel(Runnable action);
}
