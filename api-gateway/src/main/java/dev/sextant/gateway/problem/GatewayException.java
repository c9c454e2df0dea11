package dev.sextant.gateway.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request ends here, with this error; the message tells the caller what, where and how to mend it. */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final GatewayError error;
    private final @Nullable Duration retryAfter;

    public GatewayException(GatewayError error, String detail) {
        this(error, detail, null, null);
    }

    public GatewayException(
            GatewayError error, String detail, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(detail, cause, false, false);
        this.error = error;
        this.retryAfter = retryAfter;
    }

    public GatewayError error() {
        return error;
    }

    /** After which pause it may be worth trying again, or null when trying again does not help. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
