package dev.sextant.core.run;

/** The plugin that holds the records gave no answer that could be used. */
public class RecordsUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RecordsUnreadableException(String detail, Throwable cause) {
        super(detail, cause);
    }
}
