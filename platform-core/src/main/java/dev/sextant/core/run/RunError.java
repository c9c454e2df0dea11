package dev.sextant.core.run;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;

/** What can be wrong with a request about runs. */
enum RunError implements ErrorCode {
    RUN_NOT_FOUND(ErrorType.NOT_FOUND, "There is no such run"),
    NODE_NOT_FOUND(ErrorType.NOT_FOUND, "The run has no such node"),
    RUN_INVALID(ErrorType.INVALID, "The run cannot be started"),
    RECORDS_UNREADABLE(ErrorType.UNAVAILABLE, "The records cannot be read"),
    RUN_ENDED(ErrorType.STATE, "The run has ended"),
    NODE_NOT_FAILED(ErrorType.STATE, "The node waits for no decision"),
    TOO_MANY_RUNS(ErrorType.UNAVAILABLE, "Too many runs are being changed");

    private final ErrorType type;
    private final String title;

    RunError(ErrorType type, String title) {
        this.type = type;
        this.title = title;
    }

    @Override
    public ErrorType type() {
        return type;
    }

    @Override
    public String title() {
        return title;
    }
}
