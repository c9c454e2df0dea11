package dev.sextant.core.trust;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;

/** What can be wrong with a request about trusted keys. */
enum TrustError implements ErrorCode {
    KEY_NOT_FOUND(ErrorType.NOT_FOUND, "There is no such key"),
    KEY_INVALID(ErrorType.INVALID, "The key cannot be trusted"),
    KEY_EXISTS(ErrorType.STATE, "This key is in the trust store"),
    KEY_REVOKED(ErrorType.STATE, "The key is revoked"),
    KEY_IN_USE(ErrorType.STATE, "Packages are signed with this key"),
    KEY_CHANGED(ErrorType.STALE, "The key was changed by someone else"),
    KEYS_TOO_MANY(ErrorType.STATE, "The trust store is full");

    private final ErrorType type;
    private final String title;

    TrustError(ErrorType type, String title) {
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
