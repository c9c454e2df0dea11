package dev.sextant.core.invocation;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;

/** What can be wrong with what a plugin reports. */
enum InvocationError implements ErrorCode {
    INVOCATION_NOT_FOUND(ErrorType.NOT_FOUND, "There is no such invocation"),
    INVOCATION_ENDED(ErrorType.STATE, "The invocation has ended otherwise"),
    OUTPUT_GAP(ErrorType.STATE, "Output is missing before this chunk"),
    OUTPUT_TOO_LARGE(ErrorType.TOO_LARGE, "The report is too large"),
    REPORT_INTERRUPTED(ErrorType.UNAVAILABLE, "The platform was started anew meanwhile"),
    CALLBACK_MALFORMED(ErrorType.MALFORMED, "The callback cannot be read"),
    BAD_CHUNK(ErrorType.INVALID, "The chunk cannot be read"),
    RECORD_NOT_FOUND(ErrorType.NOT_FOUND, "The node has no such record");

    private final ErrorType type;
    private final String title;

    InvocationError(ErrorType type, String title) {
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
