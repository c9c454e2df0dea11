package dev.sextant.core.variable;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;

/** What can be wrong with a request about system variables. */
enum VariableError implements ErrorCode {
    VARIABLE_NOT_FOUND(ErrorType.NOT_FOUND, "There is no such system variable"),
    VARIABLE_EXISTS(ErrorType.STATE, "There is such a system variable already"),
    VARIABLE_INVALID(ErrorType.INVALID, "The system variable is invalid"),
    VARIABLE_STALE(ErrorType.STALE, "The system variable was changed by someone else"),
    VARIABLE_OF_PACKAGE(ErrorType.STATE, "The system variable belongs to a package");

    private final ErrorType type;
    private final String title;

    VariableError(ErrorType type, String title) {
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
