package dev.sextant.auth.token;

/** A refusal of the token endpoint, in the terms of RFC 6749. */
class TokenRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String error;
    private final String description;

    TokenRefusedException(String error, String description) {
        super(description);
        this.error = error;
        this.description = description;
    }

    String error() {
        return error;
    }

    String description() {
        return description;
    }
}
