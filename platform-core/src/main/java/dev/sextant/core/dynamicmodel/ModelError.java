package dev.sextant.core.dynamicmodel;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;

/** What can go wrong when a plugin is asked for its data model. */
enum ModelError implements ErrorCode {
    MODEL_NOT_DYNAMIC(ErrorType.STATE, "The data model is fixed"),
    MODEL_UNREADABLE(ErrorType.UPSTREAM, "The plugin does not tell its data model"),
    MODEL_INVALID(ErrorType.UPSTREAM, "The plugin tells a data model that is none");

    private final ErrorType type;
    private final String title;

    ModelError(ErrorType type, String title) {
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
