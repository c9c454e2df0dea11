package dev.sextant.contract.manifest;

import dev.sextant.contract.manifest.ManifestProblem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a manifest; beyond a bound it only counts, so that a hostile text cannot fill the memory. */
final class Problems {

    static final int MAX = 200;

    private static final int MAX_MESSAGE = 500;

    private final List<ManifestProblem> found = new ArrayList<>();
    private int beyond;
    private boolean errors;

    void error(YamlNode node, String path, String message) {
        error(node.line(), node.column(), path, message);
    }

    void error(int line, int column, String path, String message) {
        errors = true;
        add(new ManifestProblem(Severity.ERROR, line, column, path, shorten(message)));
    }

    void warning(YamlNode node, String path, String message) {
        add(new ManifestProblem(Severity.WARNING, node.line(), node.column(), path, shorten(message)));
    }

    boolean hasErrors() {
        return errors;
    }

    /** All of them in the order of the text. */
    List<ManifestProblem> all() {
        List<ManifestProblem> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt(ManifestProblem::line).thenComparingInt(ManifestProblem::column));
        if (beyond > 0) {
            sorted.add(new ManifestProblem(Severity.ERROR, 1, 1, "", "And " + beyond + " more problems"));
        }
        return List.copyOf(sorted);
    }

    private void add(ManifestProblem problem) {
        if (found.size() < MAX) {
            found.add(problem);
        } else {
            beyond++;
        }
    }

    private static String shorten(String message) {
        return message.length() <= MAX_MESSAGE
                ? message
                : message.substring(0, MAX_MESSAGE / 2) + "…" + message.substring(message.length() - MAX_MESSAGE / 2);
    }
}
