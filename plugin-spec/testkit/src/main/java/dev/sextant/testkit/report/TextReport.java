package dev.sextant.testkit.report;

import dev.sextant.testkit.CheckGroup;
import dev.sextant.testkit.CheckResult;
import dev.sextant.testkit.ConformanceReport;
import dev.sextant.testkit.Severity;
import dev.sextant.testkit.Verdict;
import java.util.List;
import java.util.Locale;

/** The report for people, in groups; coloured where somebody looks at it. */
public final class TextReport {
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String DIM = "\u001b[2m";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";
    private static final double MILLIS = 1000;

    private final boolean coloured;

    /** A writer of reports. */
    public TextReport(boolean coloured) {
        this.coloured = coloured;
    }

    /** The whole report. */
    public String write(ConformanceReport report) {
        StringBuilder text = new StringBuilder();
        for (CheckGroup group : CheckGroup.values()) {
            List<CheckResult> results = report.results().stream()
                    .filter(result -> result.group() == group)
                    .toList();
            if (!results.isEmpty()) {
                text.append('\n').append(paint(BOLD, group.title())).append('\n');
                results.forEach(result -> text.append(line(result)));
            }
        }
        return text.append('\n').append(summary(report)).append('\n').toString();
    }

    private String line(CheckResult result) {
        String name = "%s  %s".formatted(mark(result), result.name());
        return switch (result.verdict()) {
            case PASSED -> "  " + name + paint(DIM, "  " + seconds(result)) + "\n";
            case SKIPPED -> "  " + name + paint(DIM, "  " + safe(result.seen())) + "\n";
            case FAILED ->
                "  " + name + paint(DIM, "  " + seconds(result)) + "\n"
                        + "       expected  " + result.expected() + "\n"
                        + "       seen      " + safe(result.seen()) + "\n"
                        + "       mend      " + result.mend() + "\n";
        };
    }

    private String mark(CheckResult result) {
        return switch (result.verdict()) {
            case PASSED -> paint(GREEN, "✓");
            case SKIPPED -> paint(DIM, "–");
            case FAILED -> result.severity() == Severity.ERROR ? paint(RED, "✗") : paint(YELLOW, "!");
        };
    }

    private String summary(ConformanceReport report) {
        long warnings = report.count(Verdict.FAILED) - report.failures().size();
        String counts = "%d passed, %d failed, %d not applicable%s"
                .formatted(
                        report.count(Verdict.PASSED),
                        report.failures().size(),
                        report.count(Verdict.SKIPPED),
                        warnings == 0 ? "" : ", " + warnings + " warnings");
        String verdict = report.passed() ? paint(GREEN, "conforms") : paint(RED, "does not conform");
        String plugin = report.plugin().isEmpty() ? report.target() : report.plugin() + " " + report.version();
        return "%s %s: %s (%s, %.1f s)"
                .formatted(
                        plugin, verdict, counts, report.target(), report.took().toMillis() / MILLIS);
    }

    /** What comes from the plugin must not steer the terminal. */
    private static String safe(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String seconds(CheckResult result) {
        return String.format(Locale.ROOT, "%.1f s", result.took().toMillis() / MILLIS);
    }

    private String paint(String colour, String text) {
        return coloured ? colour + text + PLAIN : text;
    }
}
