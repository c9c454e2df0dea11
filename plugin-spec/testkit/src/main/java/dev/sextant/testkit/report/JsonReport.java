package dev.sextant.testkit.report;

import dev.sextant.testkit.CheckResult;
import dev.sextant.testkit.ConformanceReport;
import dev.sextant.testkit.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The report for programs. */
public final class JsonReport {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonReport() {}

    /** The whole report. */
    public static String write(ConformanceReport report) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("passed", report.passed());
        root.put("target", report.target());
        root.put("plugin", report.plugin());
        root.put("version", report.version());
        root.put(
                "counts",
                Map.of(
                        "passed",
                        report.count(Verdict.PASSED),
                        "failed",
                        (long) report.failures().size(),
                        "warnings",
                        report.count(Verdict.FAILED) - report.failures().size(),
                        "skipped",
                        report.count(Verdict.SKIPPED)));
        root.put("durationMillis", report.took().toMillis());
        List<Object> checks = new ArrayList<>();
        report.results().forEach(result -> checks.add(check(result)));
        root.put("checks", checks);
        return JSON.writeValueAsString(root);
    }

    private static Map<String, Object> check(CheckResult result) {
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("group", result.group());
        check.put("check", result.check());
        check.put("subject", result.subject());
        check.put("severity", result.severity());
        check.put("verdict", result.verdict());
        check.put("expected", result.expected());
        check.put("seen", result.seen());
        check.put("mend", result.mend());
        check.put("durationMillis", result.took().toMillis());
        return check;
    }
}
