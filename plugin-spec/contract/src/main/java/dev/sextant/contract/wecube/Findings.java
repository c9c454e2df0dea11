package dev.sextant.contract.wecube;

import dev.sextant.contract.manifest.IgnoredPart;
import dev.sextant.contract.manifest.ManifestProblem;
import dev.sextant.contract.manifest.ManifestProblem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a registration and what has no meaning here; beyond a bound it only counts. */
final class Findings {

    private static final int MAX_PROBLEMS = 200;
    private static final int MAX_IGNORED = 1000;

    private final List<ManifestProblem> problems = new ArrayList<>();
    private final List<IgnoredPart> ignored = new ArrayList<>();
    private int problemsBeyond;
    private int ignoredBeyond;
    private boolean errors;

    void error(int line, int column, String path, String message) {
        errors = true;
        add(new ManifestProblem(Severity.ERROR, line, column, path, message));
    }

    void warning(int line, int column, String path, String message) {
        add(new ManifestProblem(Severity.WARNING, line, column, path, message));
    }

    void ignore(int line, int column, String path, String reason) {
        if (ignored.size() < MAX_IGNORED) {
            ignored.add(new IgnoredPart(line, column, path, reason));
        } else {
            ignoredBeyond++;
        }
    }

    boolean hasErrors() {
        return errors;
    }

    /** All problems in the order of the text. */
    List<ManifestProblem> problems() {
        List<ManifestProblem> sorted = new ArrayList<>(problems);
        sorted.sort(Comparator.comparingInt(ManifestProblem::line).thenComparingInt(ManifestProblem::column));
        if (problemsBeyond > 0) {
            Severity severity = errors ? Severity.ERROR : Severity.WARNING;
            sorted.add(new ManifestProblem(severity, 1, 1, "", "And " + problemsBeyond + " more problems"));
        }
        return List.copyOf(sorted);
    }

    /** All that has no meaning here, in the order of the text. */
    List<IgnoredPart> ignored() {
        List<IgnoredPart> sorted = new ArrayList<>(ignored);
        sorted.sort(Comparator.comparingInt(IgnoredPart::line).thenComparingInt(IgnoredPart::column));
        if (ignoredBeyond > 0) {
            sorted.add(new IgnoredPart(1, 1, "", "And " + ignoredBeyond + " more parts"));
        }
        return List.copyOf(sorted);
    }

    /** A value as a message shows it. */
    static String quote(String value) {
        return "'" + (value.length() <= 100 ? value : value.substring(0, 100) + "…") + "'";
    }

    private void add(ManifestProblem problem) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(problem);
        } else {
            problemsBeyond++;
        }
    }
}
