package dev.sextant.web.problem;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;

/** The failures that every HTTP interface shares. */
public enum WebError implements ErrorCode {
    MALFORMED_REQUEST(ErrorType.MALFORMED, "The request is malformed"),
    MALFORMED_JSON(ErrorType.MALFORMED, "The body is not the JSON that is expected here"),
    BAD_CURSOR(ErrorType.MALFORMED, "The cursor is not one that this list gave out"),
    BAD_LIMIT(ErrorType.MALFORMED, "The limit is out of range"),
    BAD_IDEMPOTENCY_KEY(ErrorType.MALFORMED, "The Idempotency-Key is malformed"),
    TOKEN_REQUIRED(ErrorType.UNAUTHENTICATED, "An access token is needed"),
    TOKEN_REJECTED(ErrorType.UNAUTHENTICATED, "The access token is not accepted"),
    PERMISSION_MISSING(ErrorType.FORBIDDEN, "A permission is missing"),
    PASSWORD_CHANGE_REQUIRED(ErrorType.FORBIDDEN, "The password has to be changed first"),
    NOT_FOUND(ErrorType.NOT_FOUND, "There is no such thing"),
    IN_PROGRESS(ErrorType.STATE, "A request with this Idempotency-Key is still being worked on"),
    STALE(ErrorType.STALE, "Somebody else has changed this meanwhile"),
    TOO_LARGE(ErrorType.TOO_LARGE, "The request is too large"),
    INVALID_REQUEST(ErrorType.INVALID, "The request is understood, but not valid"),
    KEY_REUSED(ErrorType.INVALID, "The Idempotency-Key was used for another request"),
    TOO_MANY_REQUESTS(ErrorType.BUSY, "There are too many requests at once"),
    CONFLICT(ErrorType.STATE, "The state does not allow this"),
    INTERNAL(ErrorType.INTERNAL, "Something went wrong on our side"),
    IDENTITY_UNAVAILABLE(ErrorType.UNAVAILABLE, "The auth-server cannot be reached"),
    UNAVAILABLE(ErrorType.UNAVAILABLE, "A part of the platform cannot be reached");

    private final ErrorType type;
    private final String title;

    WebError(ErrorType type, String title) {
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
