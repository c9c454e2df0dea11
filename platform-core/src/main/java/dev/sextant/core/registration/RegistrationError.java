package dev.sextant.core.registration;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;

/** What can be wrong with a request about service registrations. */
enum RegistrationError implements ErrorCode {
    REGISTRATION_NOT_FOUND(ErrorType.NOT_FOUND, "There is no such service registration"),
    REGISTRATION_EXISTS(ErrorType.STATE, "The service is registered under this name already"),
    REGISTRATION_INVALID(ErrorType.INVALID, "The service registration is invalid"),
    REGISTRATION_STATE(ErrorType.STATE, "The service registration's state does not allow that"),
    REGISTRATION_STANDARD(ErrorType.STATE, "A service keeps the registration under its own name"),
    REGISTRATION_CALLED(ErrorType.STATE, "Workflows call the service under this name"),
    REGISTRATION_CALLERS_CHANGED(ErrorType.STALE, "Other workflows call the service than were confirmed"),
    TOO_MANY_REGISTRATIONS(ErrorType.STATE, "The service is registered under as many names as it may");

    private final ErrorType type;
    private final String title;

    RegistrationError(ErrorType type, String title) {
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
