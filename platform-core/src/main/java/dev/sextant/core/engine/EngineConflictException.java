package dev.sextant.core.engine;

/** Two transactions moved the same execution; this one was rolled back and may be tried again. */
public class EngineConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineConflictException(Throwable cause) {
        super("Another transaction has moved the same execution", cause);
    }
}
