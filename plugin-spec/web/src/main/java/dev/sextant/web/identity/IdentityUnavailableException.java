package dev.sextant.web.identity;

import org.jspecify.annotations.Nullable;

/** The auth-server, or the identity that it gave this service, cannot be reached now; trying again later may help. */
public class IdentityUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IdentityUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
