package dev.sextant.core.invocation;

/** A plugin gave no answer that could be used. */
public class PluginUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PluginUnreachableException(String detail) {
        super(detail);
    }

    public PluginUnreachableException(String detail, Throwable cause) {
        super(detail, cause);
    }

    /** What happened, for people. */
    public String detail() {
        String message = getMessage();
        return message == null ? "no answer" : message;
    }
}
