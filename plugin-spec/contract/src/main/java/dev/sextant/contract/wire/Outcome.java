package dev.sextant.contract.wire;

/** How one record of an invocation ended; {@link #UNKNOWN} is asked, never guessed. */
public enum Outcome {
    /** The effect is there. */
    SUCCEEDED,
    /** The effect is not there, and the reason is known. */
    FAILED,
    /** The work was stopped because its time was over. */
    TIMED_OUT,
    /** The target could not be reached, so nothing was done there. */
    UNREACHABLE,
    /** The work was not begun. */
    NEVER_STARTED,
    /** The work was stopped because somebody asked for it. */
    CANCELLED,
    /** Nobody can tell, for example after a crash in the midst of the work. */
    UNKNOWN;

    /** WeCube's code: "0" only for success. */
    public String errorCode() {
        return this == SUCCEEDED ? "0" : "1";
    }
}
