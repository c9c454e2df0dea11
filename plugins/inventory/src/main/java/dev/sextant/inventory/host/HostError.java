package dev.sextant.inventory.host;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;

/** What can be wrong with a request about hosts. */
enum HostError implements ErrorCode {
    HOST_INVALID(ErrorType.INVALID, "A host is not valid"),
    HOST_EXISTS(ErrorType.STATE, "There is such a host already"),
    HOST_NOT_FOUND(ErrorType.NOT_FOUND, "There is no such host"),
    HOST_CHANGED(ErrorType.STATE, "A host was changed by somebody else"),
    HOSTS_TOO_MANY(ErrorType.TOO_LARGE, "Too many hosts in one request"),
    FILTER_INVALID(ErrorType.INVALID, "A filter cannot be applied"),
    CURSOR_INVALID(ErrorType.MALFORMED, "The cursor is not one of ours"),
    PLUGINS_ONLY(ErrorType.FORBIDDEN, "Only a plugin may do this");

    private final ErrorType type;
    private final String title;

    HostError(ErrorType type, String title) {
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
