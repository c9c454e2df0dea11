package dev.sextant.core.storage;

import dev.sextant.contract.problem.ProblemException;

/** The object storage cannot be used now; the caller may come back. */
public class StorageUnavailableException extends ProblemException {
    private static final long serialVersionUID = 1L;

    StorageUnavailableException(String detail, Throwable cause) {
        super(StorageError.STORAGE_UNAVAILABLE, detail, cause);
    }

    StorageUnavailableException(String detail) {
        super(StorageError.STORAGE_UNAVAILABLE, detail);
    }
}
