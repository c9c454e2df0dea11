package dev.sextant.cli.project;

/** Why a project cannot be begun or packed; the message says what, where and how to mend it. */
public final class ProjectException extends Exception {

    private static final long serialVersionUID = 1L;

    ProjectException(String message) {
        super(message);
    }

    ProjectException(String message, Throwable cause) {
        super(message, cause);
    }
}
