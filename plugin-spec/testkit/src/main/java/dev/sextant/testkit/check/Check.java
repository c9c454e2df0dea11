package dev.sextant.testkit.check;

import dev.sextant.testkit.CheckGroup;
import dev.sextant.testkit.CheckResult;
import dev.sextant.testkit.Severity;
import dev.sextant.testkit.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * One thing that a plugin must do.
 *
 * @param group what it is about
 * @param name its stable name
 * @param subject the service or entity, empty for the plugin itself
 * @param severity whether a deviation breaks the contract
 * @param expected what the contract says
 * @param mend what to do about a deviation
 * @param body what is done to see it
 */
record Check(
        CheckGroup group, String name, String subject, Severity severity, String expected, String mend, Body body) {

    /** Does something to the plugin, and fails when it does not answer as it must. */
    @FunctionalInterface
    interface Body {
        void run() throws Deviation, NotApplicable, IOException, InterruptedException;
    }

    static Check of(CheckGroup group, String name, String expected, String mend, Body body) {
        return new Check(group, name, "", Severity.ERROR, expected, mend, body);
    }

    Check on(String what) {
        return new Check(group, name, what, severity, expected, mend, body);
    }

    Check asWarning() {
        return new Check(group, name, subject, Severity.WARNING, expected, mend, body);
    }

    CheckResult run() throws InterruptedException {
        Instant from = Instant.now();
        try {
            body.run();
            return result(Verdict.PASSED, "", from);
        } catch (Deviation deviation) {
            return result(Verdict.FAILED, text(deviation), from);
        } catch (NotApplicable not) {
            return result(Verdict.SKIPPED, text(not), from);
        } catch (IOException gone) {
            return result(Verdict.FAILED, "The plugin did not answer: " + text(gone), from);
        }
    }

    private CheckResult result(Verdict verdict, String seen, Instant from) {
        return new CheckResult(
                group, name, subject, severity, verdict, expected, seen, mend, Duration.between(from, Instant.now()));
    }

    private static String text(Exception exception) {
        return Objects.requireNonNullElse(
                exception.getMessage(), exception.getClass().getSimpleName());
    }
}
