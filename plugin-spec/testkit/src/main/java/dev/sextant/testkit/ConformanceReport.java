package dev.sextant.testkit;

import java.time.Duration;
import java.util.List;

/**
 * What the kit found.
 *
 * @param target the image or the address
 * @param plugin the plugin's name, empty when its manifest cannot be read
 * @param version the plugin's version
 * @param results what each check came to
 * @param took how long all of it took
 */
public record ConformanceReport(
        String target, String plugin, String version, List<CheckResult> results, Duration took) {

    public ConformanceReport {
        results = List.copyOf(results);
    }

    /** Whether the plugin keeps the contract. */
    public boolean passed() {
        return results.stream().noneMatch(CheckResult::breaks);
    }

    /** How many checks came to a verdict. */
    public long count(Verdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).count();
    }

    /** What the plugin does otherwise than it must. */
    public List<CheckResult> failures() {
        return results.stream().filter(CheckResult::breaks).toList();
    }
}
