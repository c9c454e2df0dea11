package dev.sextant.web.identity;

/** The token is good, but what it is to be exchanged for is not its owner's to have. */
public class TokenNotPermittedException extends TokenRejectedException {
    private static final long serialVersionUID = 1L;

    public TokenNotPermittedException(String reason) {
        super(reason);
    }
}
