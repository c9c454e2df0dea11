package dev.sextant.testkit;

/** What a check came to. */
public enum Verdict {
    PASSED,
    FAILED,
    SKIPPED
}
