package dev.sextant.jobexecution.credential;

/** Why there is no credential; one that is passing may be asked for again. */
public final class CredentialFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    private CredentialFailure(boolean passing, String message) {
        super(message);
        this.passing = passing;
    }

    /** The inventory has none, or does not give it to us. */
    public static CredentialFailure lasting(String message) {
        return new CredentialFailure(false, message);
    }

    /** The inventory cannot be asked just now. */
    public static CredentialFailure passing(String message) {
        return new CredentialFailure(true, message);
    }

    public boolean passing() {
        return passing;
    }
}
