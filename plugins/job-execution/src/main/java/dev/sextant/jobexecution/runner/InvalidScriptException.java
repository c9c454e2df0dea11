package dev.sextant.jobexecution.runner;

/** A script, an argument or a variable that no host could be given unchanged. */
public final class InvalidScriptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidScriptException(String message) {
        super(message);
    }
}
