package dev.sextant.core.storage;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;

/** What can go wrong with the object storage. */
public enum StorageError implements ErrorCode {
    STORAGE_UNAVAILABLE(ErrorType.UNAVAILABLE, "The object storage does not answer as it should"),
    OBJECT_MISSING(ErrorType.INTERNAL, "An object is missing from the object storage");

    private final ErrorType type;
    private final String title;

    StorageError(ErrorType type, String title) {
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
