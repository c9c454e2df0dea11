package dev.sextant.sdk;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;

/** Why the SDK refuses a call. */
public enum SdkError implements ErrorCode {
    INVOCATION_INVALID(ErrorType.INVALID, "The invocation is invalid"),
    INVOCATION_MALFORMED(ErrorType.MALFORMED, "The invocation is malformed"),
    INVOCATION_TOO_LARGE(ErrorType.TOO_LARGE, "The invocation is too large"),
    INVOCATION_UNKNOWN(ErrorType.NOT_FOUND, "There is no such invocation"),
    INVOCATION_RUNNING(ErrorType.UNAVAILABLE, "The invocation is still running"),
    SERVICE_UNKNOWN(ErrorType.NOT_FOUND, "There is no such service"),
    PLAN_UNKNOWN(ErrorType.NOT_FOUND, "The service has no dry run"),
    EVENTS_TOO_MANY(ErrorType.INVALID, "There are too many events in the batch"),
    EVENTS_BUSY(ErrorType.UNAVAILABLE, "Events are being handled already"),
    ENTITY_UNKNOWN(ErrorType.NOT_FOUND, "There is no such entity"),
    ENTITY_RECORD_UNKNOWN(ErrorType.NOT_FOUND, "There is no such record"),
    ENTITY_INVALID(ErrorType.INVALID, "The records are invalid"),
    IDEMPOTENCY_KEY_REUSED(ErrorType.INVALID, "The idempotency key belongs to another request"),
    TOO_MANY_INVOCATIONS(ErrorType.BUSY, "The plugin is busy");

    private final ErrorType type;
    private final String title;

    SdkError(ErrorType type, String title) {
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
