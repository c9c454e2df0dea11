package dev.sextant.testkit;

import java.time.Duration;

/**
 * What one check came to.
 *
 * @param group what it is about
 * @param check its stable name
 * @param subject the service or entity it was made on, empty when it is the plugin itself
 * @param severity whether a deviation breaks the contract
 * @param verdict what it came to
 * @param expected what the contract says
 * @param seen what the plugin did, or why the check says nothing
 * @param mend what to do about it
 * @param took how long it took
 */
public record CheckResult(
        CheckGroup group,
        String check,
        String subject,
        Severity severity,
        Verdict verdict,
        String expected,
        String seen,
        String mend,
        Duration took) {

    /** Whether the plugin does not pass because of it. */
    public boolean breaks() {
        return verdict == Verdict.FAILED && severity == Severity.ERROR;
    }

    /** The check and its subject. */
    public String name() {
        return subject.isEmpty() ? check : check + " [" + subject + "]";
    }
}
