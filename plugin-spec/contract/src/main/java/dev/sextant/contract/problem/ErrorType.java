package dev.sextant.contract.problem;

/** The kinds of failure; each has one HTTP status, so that a code never chooses its own. */
public enum ErrorType {
    MALFORMED(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    STATE(409),
    STALE(412),
    TOO_LARGE(413),
    UNSUPPORTED(415),
    INVALID(422),
    BUSY(429),
    INTERNAL(500),
    UPSTREAM(502),
    UNAVAILABLE(503);

    private final int status;

    ErrorType(int status) {
        this.status = status;
    }

    /** The HTTP status that this kind is answered with. */
    public int status() {
        return status;
    }
}
