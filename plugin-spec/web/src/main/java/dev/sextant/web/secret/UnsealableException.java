package dev.sextant.web.secret;

/** A sealed text cannot be opened: it was sealed under another key, for another row, or was changed. */
public final class UnsealableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsealableException() {
        super("A sealed secret cannot be opened: it was sealed under another key, for another record, or was changed");
    }
}
