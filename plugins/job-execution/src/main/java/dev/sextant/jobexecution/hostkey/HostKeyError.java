package dev.sextant.jobexecution.hostkey;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;

/** What can go wrong when a host's keys are looked at. */
enum HostKeyError implements ErrorCode {
    ADDRESS_NOT_ALLOWED(ErrorType.INVALID, "The address is not allowed"),
    HOST_NOT_REACHED(ErrorType.UPSTREAM, "The host was not reached"),
    TOO_MANY_SCANS(ErrorType.BUSY, "Too many hosts are being looked at");

    private final ErrorType type;
    private final String title;

    HostKeyError(ErrorType type, String title) {
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
