package dev.sextant.web.identity;

/** The token is not one that this service accepts; the message says why and never quotes the token. */
public class TokenRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public TokenRejectedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** Why, in a sentence that may be told to the caller. */
    public String reason() {
        return reason;
    }
}
