package dev.sextant.sdk.client;

import dev.sextant.contract.problem.Problem;

/** Another plugin did not read or write records as it was asked to. */
public final class EntityCallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final boolean unclear;
    private final int written;

    EntityCallException(String message, Problem problem, boolean unclear, int written) {
        super(message);
        this.problem = problem;
        this.unclear = unclear;
        this.written = written;
    }

    /** What the other side said; status 0 when there was no answer at all. */
    public Problem problem() {
        return problem;
    }

    /** Whether the records of this call may have been written all the same, because the answer was lost. */
    public boolean unclear() {
        return unclear;
    }

    /** How many records the calls before this one have written. */
    public int written() {
        return written;
    }
}
