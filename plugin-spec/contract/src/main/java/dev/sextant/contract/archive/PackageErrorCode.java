package dev.sextant.contract.archive;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;

/** Why a package is refused. */
public enum PackageErrorCode implements ErrorCode {
    NOT_A_ZIP(ErrorType.INVALID, "The file is not a zip archive"),
    PACKAGE_TRUNCATED(ErrorType.INVALID, "The package is incomplete"),
    PACKAGE_TOO_LARGE(ErrorType.TOO_LARGE, "The package exceeds a limit"),
    PACKAGE_UNSUPPORTED(ErrorType.INVALID, "The package uses a zip feature that is not accepted"),
    PACKAGE_UNSAFE_ENTRY(ErrorType.INVALID, "The package holds an entry that is not a plain file inside it"),
    PACKAGE_DUPLICATE_ENTRY(ErrorType.INVALID, "Two entries of the package have the same name"),
    PACKAGE_INCONSISTENT(ErrorType.INVALID, "The package contradicts itself"),
    PACKAGE_INDEX_INVALID(ErrorType.INVALID, "The package's list of files is invalid"),
    PACKAGE_FILE_MISSING(ErrorType.INVALID, "A file of the package is missing"),
    PACKAGE_FILE_UNLISTED(ErrorType.INVALID, "A file of the package is not in its list"),
    PACKAGE_DIGEST_MISMATCH(ErrorType.INVALID, "A file of the package is not the one that was packed"),
    PACKAGE_SIGNATURE_INVALID(ErrorType.INVALID, "The package's signature cannot be read"),
    SIGNING_KEY_INVALID(ErrorType.INVALID, "The key cannot be used for signatures"),
    MANIFEST_MISSING(ErrorType.INVALID, "The package has no manifest"),
    MANIFEST_INVALID(ErrorType.INVALID, "The plugin manifest is invalid"),
    IMAGE_INVALID(ErrorType.INVALID, "The image archive is invalid"),
    IMAGE_TRUNCATED(ErrorType.INVALID, "The image archive is incomplete"),
    IMAGE_DIGEST_MISMATCH(ErrorType.INVALID, "The image is not the one that was packed"),
    PACKAGE_UNREADABLE(ErrorType.INTERNAL, "The package could not be read");

    private final ErrorType type;
    private final String title;

    PackageErrorCode(ErrorType type, String title) {
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
