package dev.sextant.contract.manifest;

/**
 * A defect of a manifest.
 *
 * @param severity whether it makes the manifest invalid
 * @param line line in the text, from 1
 * @param column column in the text, from 1
 * @param path where it stands, for example {@code services[0].path}
 * @param message what is wrong and how to mend it
 */
public record ManifestProblem(Severity severity, int line, int column, String path, String message) {

    /** Makes characters visible that would steer a terminal. */
    public ManifestProblem {
        path = Shown.of(path);
        message = Shown.of(message);
    }

    /** Whether a problem makes the manifest invalid. */
    public enum Severity {
        ERROR,
        WARNING
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column + (path.isEmpty() ? "" : ", " + path) + ": " + message;
    }
}
