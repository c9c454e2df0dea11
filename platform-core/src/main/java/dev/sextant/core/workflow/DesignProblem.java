package dev.sextant.core.workflow;

import org.jspecify.annotations.Nullable;

/**
 * Something in a design that keeps it from being deployed, or that its author should know.
 *
 * @param elementId the element of the diagram that it belongs to, where there is one
 * @param code its stable name, in UPPER_SNAKE
 * @param message what is wrong and how to mend it
 * @param line where in the BPMN, from 1
 * @param column where in that line, from 1
 */
public record DesignProblem(
        Severity severity, @Nullable String elementId, String code, String message, int line, int column) {
    /** Whether it keeps the design from being deployed. */
    public enum Severity {
        ERROR,
        WARNING
    }

    boolean isError() {
        return severity == Severity.ERROR;
    }
}
