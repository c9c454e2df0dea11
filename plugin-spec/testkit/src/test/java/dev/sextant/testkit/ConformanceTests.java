package dev.sextant.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.testkit.check.Conformance;
import dev.sextant.testkit.check.Patience;
import dev.sextant.testkit.input.Inputs;
import dev.sextant.testkit.sample.Defect;
import dev.sextant.testkit.sample.SampleTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A good plugin passes, and each defect makes its check fail and no other. */
@Execution(ExecutionMode.CONCURRENT)
class ConformanceTests {

    @Test
    void passesAGoodPluginAndLeavesNothingUnchecked() throws Exception {
        ConformanceReport report = test(EnumSet.noneOf(Defect.class), "");

        assertThat(report.results())
                .filteredOn(result -> result.verdict() != Verdict.PASSED)
                .extracting(result -> result.name() + ": " + result.seen())
                .containsExactlyInAnyOrder(
                        "service.asking [greet]: The manifest names no path under 'invocations'",
                        "service.wrong-value [work]: No parameter has a list of values or a range, and --inputs names no bad ones");
        assertThat(report.passed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            NOT_HEALTHY,              start.healthy
            ANY_AUDIENCE,             access.token
            ANY_SIGNATURE,            access.token
            NEVER_EXPIRES,            access.token
            NO_PERMISSIONS,           access.permission
            FORGETS_RECORD,           service.outcomes
            INVENTS_RECORD,           service.outcomes
            DOUBLES_OUTCOME,          service.outcomes
            UNKNOWN_OUTPUT,           service.outputs
            FAILS_ALWAYS,             service.success
            TAKES_MISSING,            service.missing-required
            TAKES_WRONG_TYPE,         service.wrong-type
            TAKES_WRONG_VALUE,        service.wrong-value
            TAKES_UNKNOWN,            service.unknown-parameter
            SERVER_ERROR_ON_BAD_JSON, service.not-json
            TAKES_INCOMPLETE,         service.incomplete
            ANOTHER_ANSWER_ON_REPEAT, service.repeat
            WORKS_TWICE,              service.repeat
            TAKES_ANOTHER_BODY,       service.key-reused
            TAKES_ANOTHER_KEY,        service.key-differs
            REFUSES_LATER_FIELDS,     service.later-fields
            FORGETS_ATTEMPTS,         service.asking
            KNOWS_ALL_ATTEMPTS,       service.asking
            SMALL_BATCH,              service.batch
            ENDLESS_BATCH,            service.batch
            GIVES_UP_TELLING,         service.resend
            NEVER_STOPS_TELLING,      service.ended
            WORKS_ON_WHEN_ENDED,      service.ended
            IGNORES_CANCEL,           service.cancel
            CANCELS_UNKNOWN,          service.cancel-unknown
            LOSES_OUTPUT,             service.outcomes
            OUTPUT_AFTER_OUTCOME,     service.outcomes
            PLAN_STORES,              service.plan
            TELLS_WITHOUT_TOKEN,      platform.calls
            SHOWS_SECRET,             data.query
            TAKES_UNKNOWN_ATTRIBUTE,  data.unknown-attribute
            IGNORES_FILTERS,          data.operators
            REPEATS_PAGES,            data.paging
            TAKES_BAD_QUERY,          data.bad-query
            WRITES_BAD_RECORDS,       data.bad-write
            UPDATE_FORGETS,           data.update
            DELETES_NOTHING,          data.delete
            ATTRIBUTE_OF_WRONG_TYPE,  data.query
            LOGS_SECRET,              secrets.log
            SECRET_IN_ENVIRONMENT,    secrets.environment
            USES_TOO_MUCH,            limits.kept
            IGNORES_SIGTERM,          stop.in-time
            FORGETS_ON_RESTART,       stop.keeps
            """)
    void findsADefect(Defect defect, String check) throws Exception {
        ConformanceReport report = test(EnumSet.of(defect), check);

        assertThat(report.passed()).isFalse();
        assertThat(failed(report)).contains(check);
    }

    @Test
    void findsAnOpenPlugin() throws Exception {
        ConformanceReport report = test(EnumSet.of(Defect.OPEN_WITHOUT_TOKEN), "access.");

        assertThat(failed(report)).containsExactly("access.no-effect", "access.permission", "access.token");
        assertThat(report.failures())
                .filteredOn(result -> result.check().equals("access.token"))
                .hasSize(10);
    }

    @Test
    void findsWhatRefusesAndWorksNevertheless() throws Exception {
        ConformanceReport report = test(EnumSet.of(Defect.WORKS_BEFORE_CHECKING), "access.");

        assertThat(failed(report)).contains("access.no-effect");
    }

    @Test
    void wantsProblemsInTheirOwnType() throws Exception {
        ConformanceReport report = test(EnumSet.of(Defect.NO_PROBLEM_TYPE), "service.not-json");

        assertThat(report.failures())
                .first()
                .satisfies(result -> assertThat(result.seen()).contains("application/problem+json"));
    }

    /** The check, and what it needs before itself: whatever else is made only waits for a broken plugin once more. */
    private static ConformanceReport test(Set<Defect> defects, String check) throws Exception {
        Path inputs = Path.of(Objects.requireNonNull(ConformanceTests.class.getResource("/sample-inputs.yaml"))
                .toURI());
        try (SampleTarget target = new SampleTarget(defects)) {
            return Conformance.of(target)
                    .inputs(Inputs.read(inputs))
                    .patience(new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(5)))
                    .only(name -> name.startsWith(check) || neededBy(check).contains(name))
                    .run();
        }
    }

    private static List<String> neededBy(String check) {
        return switch (check.substring(0, check.indexOf('.') + 1)) {
            case "service." -> List.of("service.call", "service.outcomes");
            case "platform." -> List.of("service.call");
            case "data." -> List.of("data.create");
            case "stop." -> List.of("stop.in-time");
            default -> List.of();
        };
    }

    private static Set<String> failed(ConformanceReport report) {
        return report.failures().stream().map(CheckResult::check).collect(Collectors.toCollection(TreeSet::new));
    }
}
