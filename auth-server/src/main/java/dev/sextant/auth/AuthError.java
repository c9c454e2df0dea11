package dev.sextant.auth;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;

/** The refusals that only the auth-server knows. */
public enum AuthError implements ErrorCode {
    SIGN_IN_REFUSED(ErrorType.UNAUTHENTICATED, "The sign-in is refused"),
    SIGN_IN_LOCKED(ErrorType.BUSY, "There were too many failed sign-ins"),
    SIGN_IN_BUSY(ErrorType.BUSY, "Too many people are signing in at this moment"),
    SESSION_ENDED(ErrorType.UNAUTHENTICATED, "The session has ended"),
    FOREIGN_SITE(ErrorType.FORBIDDEN, "The request comes from another site"),
    WEAK_PASSWORD(ErrorType.INVALID, "The new password is too weak"),
    WRONG_PASSWORD(ErrorType.INVALID, "The current password is wrong"),
    NOT_A_USER(ErrorType.FORBIDDEN, "This is for users only"),
    USER_NOT_FOUND(ErrorType.NOT_FOUND, "There is no such user"),
    OWN_PASSWORD(ErrorType.STATE, "Nobody resets his own password"),
    USER_EXISTS(ErrorType.STATE, "There is a user of this name already"),
    UNKNOWN_ROLE(ErrorType.INVALID, "There is no such role"),
    BAD_IDENTITY(ErrorType.INVALID, "The identity is not acceptable"),
    TOO_MANY_KEYS(ErrorType.STATE, "The identity has too many keys"),
    IDENTITY_NOT_FOUND(ErrorType.NOT_FOUND, "There is no such identity");

    private final ErrorType type;
    private final String title;

    AuthError(ErrorType type, String title) {
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
