package dev.sextant.contract.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;

/** What must hold of whatever a manifest is: an answer with positions, and little memory for it. */
public final class Bounds {

    private static final long MAX_ALLOCATED = 512L * 1024 * 1024;

    private Bounds() {}

    /** Reads a text that must be refused. */
    public static ManifestResult.Invalid refused(byte[] text) {
        ManifestResult result = read(text);
        assertThat(result).isInstanceOf(ManifestResult.Invalid.class);
        ManifestResult.Invalid invalid = (ManifestResult.Invalid) result;
        assertThat(invalid.problems()).anyMatch(problem -> problem.severity() == ManifestProblem.Severity.ERROR);
        return invalid;
    }

    /** Reads any text. */
    public static ManifestResult read(byte[] text) {
        long before = allocated();
        ManifestResult result = new ManifestReader().read(text);
        assertThat(allocated() - before)
                .as("bytes allocated, most of them short-lived")
                .isLessThan(MAX_ALLOCATED);
        List<ManifestProblem> problems = result instanceof ManifestResult.Valid valid
                ? valid.warnings()
                : ((ManifestResult.Invalid) result).problems();
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.line()).isPositive();
            assertThat(problem.column()).isPositive();
            assertThat(problem.message()).isNotBlank().doesNotContain("\n", "\u001b", "\u0000");
            assertThat(problem.message().length()).isLessThan(2000);
        });
        assertThat(problems.size()).isLessThanOrEqualTo(201);
        return result;
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
