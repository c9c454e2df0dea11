package dev.sextant.core.workflow;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;

/** What can be wrong with a request about workflows. */
enum WorkflowError implements ErrorCode {
    WORKFLOW_NOT_FOUND(ErrorType.NOT_FOUND, "There is no such workflow"),
    VERSION_NOT_FOUND(ErrorType.NOT_FOUND, "There is no such workflow version"),
    WORKFLOW_INVALID(ErrorType.INVALID, "The workflow cannot be deployed"),
    WORKFLOW_STALE(ErrorType.STALE, "The workflow was changed by someone else"),
    WORKFLOW_IN_USE(ErrorType.STATE, "The workflow has versions");

    private final ErrorType type;
    private final String title;

    WorkflowError(ErrorType type, String title) {
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
