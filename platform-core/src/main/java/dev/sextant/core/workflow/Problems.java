package dev.sextant.core.workflow;

import dev.sextant.core.workflow.DesignProblem.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the problems of a design; it stops counting where nobody would read on. */
final class Problems {
    private static final int MOST = 200;

    private final List<DesignProblem> problems = new ArrayList<>();

    void error(@Nullable String element, String code, Place place, String message) {
        add(Severity.ERROR, element, code, place, message);
    }

    void warning(@Nullable String element, String code, Place place, String message) {
        add(Severity.WARNING, element, code, place, message);
    }

    boolean hasErrors() {
        return problems.stream().anyMatch(DesignProblem::isError);
    }

    List<DesignProblem> list() {
        return List.copyOf(problems);
    }

    private void add(Severity severity, @Nullable String element, String code, Place place, String message) {
        if (problems.size() < MOST) {
            problems.add(new DesignProblem(severity, element, code, message, place.line(), place.column()));
        }
    }
}
