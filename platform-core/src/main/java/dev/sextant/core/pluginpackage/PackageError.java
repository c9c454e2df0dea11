package dev.sextant.core.pluginpackage;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;

/** What can go wrong with plugin packages, beside what is wrong inside of one. */
enum PackageError implements ErrorCode {
    PACKAGE_NOT_FOUND(ErrorType.NOT_FOUND, "There is no such plugin package"),
    PACKAGE_EXISTS(ErrorType.STATE, "This version of the plugin was uploaded before"),
    PACKAGE_STATE(ErrorType.STATE, "The package's state does not allow that"),
    PACKAGE_IN_USE(ErrorType.STATE, "The package has instances"),
    PACKAGE_CALLED(ErrorType.STATE, "Workflows call the package's services"),
    PACKAGE_DEPENDENTS_CHANGED(ErrorType.STALE, "Other things depend on the package than were confirmed"),
    PACKAGE_REQUIRED(ErrorType.STATE, "Another package needs this one"),
    DEPENDENCY_MISSING(ErrorType.STATE, "Something that the package needs is not there"),
    PACKAGE_UNSIGNED(ErrorType.INVALID, "No trusted key has signed the package"),
    PACKAGE_OLDER(ErrorType.INVALID, "A higher version of the plugin was here before"),
    PACKAGE_MODIFIED(ErrorType.INVALID, "The package is not the one that was signed"),
    PACKAGE_KEY_REVOKED(ErrorType.STATE, "The key that signed the package is revoked"),
    LENGTH_REQUIRED(ErrorType.MALFORMED, "The upload does not say how long it is"),
    UPLOAD_TRUNCATED(ErrorType.MALFORMED, "The upload ended early"),
    UPLOAD_TOO_LARGE(ErrorType.TOO_LARGE, "The upload is too large"),
    UPLOAD_NOT_FOUND(ErrorType.NOT_FOUND, "There is no such open upload"),
    UPLOAD_OFFSET(ErrorType.STATE, "The upload goes on elsewhere"),
    UPLOAD_DIFFERS(ErrorType.INVALID, "The archive is not the one that was announced"),
    UPLOADS_BUSY(ErrorType.BUSY, "Too many uploads are in progress"),
    UPLOAD_INTERRUPTED(ErrorType.UNAVAILABLE, "The upload has to be repeated"),
    PACKAGE_DAMAGED(ErrorType.INTERNAL, "The stored package is not the one that was uploaded"),
    PACKAGE_UNREADABLE(ErrorType.UNAVAILABLE, "The stored package could not be read"),
    DISK_FULL(ErrorType.UNAVAILABLE, "There is no room for the package"),
    FILE_TOO_LARGE(ErrorType.INVALID, "A file of the package is larger than it may be"),
    BUCKET_FILES(ErrorType.INVALID, "The package cannot fill its buckets as its manifest says"),
    CONTAINERS_UNSUPPORTED(ErrorType.INVALID, "A package holds exactly one container");

    private final ErrorType type;
    private final String title;

    PackageError(ErrorType type, String title) {
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
