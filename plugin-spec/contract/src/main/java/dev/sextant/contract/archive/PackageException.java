package dev.sextant.contract.archive;

import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import java.util.List;

/** A package that is refused; its code is a {@link PackageErrorCode}. */
public final class PackageException extends ProblemException {

    private static final long serialVersionUID = 1L;

    PackageException(PackageErrorCode code, String detail) {
        super(code, detail);
    }

    PackageException(PackageErrorCode code, String detail, List<ProblemError> errors) {
        super(code, detail, errors);
    }

    PackageException(PackageErrorCode code, String detail, Throwable cause) {
        super(code, detail, cause);
    }
}
