package dev.sextant.contract.wire;

/** How one record of an invocation ended; {@link #UNKNOWN} is asked, never guessed. */
public enum Outcome {
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    UNREACHABLE,
    NEVER_STARTED,
    CANCELLED,
    UNKNOWN;

    /** WeCube's code: "0" only for success. */
    public String errorCode() {
        return this == SUCCEEDED ? "0" : "1";
    }
}
