package dev.sextant.core.resource;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;

/** What can go wrong with resource hosts and what lies on them. */
public enum ResourceError implements ErrorCode {
    HOST_NOT_FOUND(ErrorType.NOT_FOUND, "There is no such resource host"),
    HOST_EXISTS(ErrorType.STATE, "A resource host of that name is there already"),
    HOST_CHANGED(ErrorType.STALE, "Somebody else has changed the resource host"),
    HOST_ADDRESS(ErrorType.INVALID, "The address has not the form of its kind"),
    HOST_FORBIDDEN(ErrorType.INVALID, "The address may not be connected to"),
    HOST_UNREACHABLE(ErrorType.INVALID, "The resource host does not answer"),
    HOST_SIGN_IN(ErrorType.INVALID, "The resource host refuses the sign-in"),
    HOST_RIGHTS(ErrorType.INVALID, "The sign-in lacks a right that the platform needs"),
    HOST_INSECURE(ErrorType.INVALID, "The resource host would be talked to in the clear"),
    HOST_BUILT_IN(ErrorType.STATE, "The platform itself keeps this resource host"),
    HOST_IN_USE(ErrorType.STATE, "Something is allocated on the resource host"),
    TOO_MANY_HOSTS(ErrorType.STATE, "There are as many resource hosts as there may be"),
    HOST_MISSING(ErrorType.STATE, "There is no resource host for what the plugin asks for"),
    RESOURCE_NOT_FOUND(ErrorType.NOT_FOUND, "There is no such resource"),
    RESOURCE_IN_USE(ErrorType.STATE, "The plugin uses the resource"),
    RESOURCE_UNCONFIRMED(ErrorType.INVALID, "The name that confirms the removal is another"),
    RESOURCE_BUSY(ErrorType.UNAVAILABLE, "The resource is being worked on"),
    BUCKET_TAKEN(ErrorType.STATE, "The bucket is another plugin's"),
    BUCKET_NOT_ALONE(ErrorType.INVALID, "The credential opens more than its bucket"),
    BUCKET_REFUSED(ErrorType.STATE, "The storage does not open the bucket"),
    BUCKET_UNAVAILABLE(ErrorType.UNAVAILABLE, "The storage of the bucket does not answer"),
    OBJECT_NOT_FOUND(ErrorType.NOT_FOUND, "There is no such object"),
    OBJECT_KEY(ErrorType.INVALID, "That is not a key which can be asked for"),
    TOO_MANY_DOWNLOADS(ErrorType.BUSY, "As many objects as may be are being downloaded"),
    DATABASE_TAKEN(ErrorType.INVALID, "A schema or user of that name is there already"),
    DATABASE_UNAVAILABLE(ErrorType.UNAVAILABLE, "The database server does not do what the platform needs"),
    QUESTION_REFUSED(ErrorType.INVALID, "The database refuses the question"),
    SCRIPT_FAILED(ErrorType.INVALID, "A statement of a script failed"),
    SCRIPT_UNREADABLE(ErrorType.INVALID, "A script cannot be read"),
    LINK_FAILED(ErrorType.UNAVAILABLE, "The way from the plugin's network to the resource is not open");

    private final ErrorType type;
    private final String title;

    ResourceError(ErrorType type, String title) {
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
