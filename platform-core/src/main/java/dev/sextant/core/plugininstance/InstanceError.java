package dev.sextant.core.plugininstance;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;

/** What can go wrong with plugin instances. */
enum InstanceError implements ErrorCode {
    INSTANCE_NOT_FOUND(ErrorType.NOT_FOUND, "There is no such plugin instance"),
    INSTANCE_STATE(ErrorType.STATE, "The instance's state does not allow that"),
    PLUGIN_RUNS_ALREADY(ErrorType.STATE, "Another instance of the plugin holds its data"),
    UPGRADE_NOT_FOUND(ErrorType.NOT_FOUND, "There is no such upgrade"),
    UPGRADE_INVALID(ErrorType.INVALID, "The upgrade is not described fully"),
    UPGRADE_REFUSED(ErrorType.STATE, "The plugin cannot be upgraded so"),
    UPGRADE_UNDER_WAY(ErrorType.STATE, "The plugin is being upgraded"),
    UPGRADE_ABORTED(ErrorType.STATE, "Somebody aborted the upgrade"),
    UPGRADE_LATE(ErrorType.UPSTREAM, "The new instances did not become healthy in time"),
    TOO_MANY_INSTANCES(ErrorType.INVALID, "So many instances are not possible"),
    NO_HOST_FITS(ErrorType.STATE, "No resource host has room for the instance"),
    HOST_NOT_FOUND(ErrorType.NOT_FOUND, "There is no such resource host"),
    HOST_INVALID(ErrorType.INVALID, "The resource host cannot be described so"),
    DATA_ELSEWHERE(ErrorType.STATE, "The plugin's data lies on another host"),
    VARIABLES_MISSING(ErrorType.INVALID, "The plugin takes values from the platform that it does not have"),
    DATABASE_NOT_READY(ErrorType.UNAVAILABLE, "The plugin's database is not ready"),
    PROFILE_REFUSED(ErrorType.INVALID, "The manifest asks for a container that is not allowed"),
    ENGINE_UNAVAILABLE(ErrorType.UNAVAILABLE, "The container engine does not answer"),
    ENGINE_REFUSED(ErrorType.UPSTREAM, "The container engine refused"),
    IMAGE_DIFFERS(ErrorType.INTERNAL, "The stored image is not the one that was uploaded"),
    SECRETS_FAILED(ErrorType.UNAVAILABLE, "The instance's secrets could not be written"),
    IDENTITY_REFUSED(ErrorType.INVALID, "The auth-server refuses the plugin's identity"),
    IDENTITY_FAILED(ErrorType.UPSTREAM, "The plugin's identity could not be registered"),
    CONTAINER_EXITED(ErrorType.UPSTREAM, "The container ended"),
    OUT_OF_MEMORY(ErrorType.UPSTREAM, "The container was ended because it used more memory than its limit"),
    HEALTH_FAILED(ErrorType.UPSTREAM, "The plugin does not answer its health check"),
    TOO_MANY_FOLLOWERS(ErrorType.BUSY, "Too many logs are being followed"),
    LOGS_UNAVAILABLE(ErrorType.STATE, "The instance has no container to read from");

    private final ErrorType type;
    private final String title;

    InstanceError(ErrorType type, String title) {
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
