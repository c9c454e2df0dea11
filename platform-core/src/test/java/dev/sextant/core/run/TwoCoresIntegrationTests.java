package dev.sextant.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sextant.testsupport.MariaDbServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Two cores on one database: one is paused (SIGSTOP) for longer than its lease, and goes on when the other has its work. */
@SuppressWarnings("NullAway") // rows of a test are what they are
class TwoCoresIntegrationTests {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void endsEachRecordOnceThoughALostLeaseComesBack() throws Exception {
        var answer = new CountDownLatch(1);
        String[] database = {MariaDbServer.shared().createDatabase(), "root"};
        var jdbc = new JdbcTemplate(new DriverManagerDataSource(database[0], database[1], ""));
        try (var plugin = new FakePlugin(0)) {
            plugin.work = (input, attempt) -> {
                if ("once".equals(input.get("text"))) {
                    hold(answer);
                }
                return FakePlugin.success(input, Map.of("echo", "done"));
            };
            var started = new ArrayList<String>();
            var ended = new ArrayList<String>();
            try (RunningCore first = RunningCore.start(folder, plugin.url(), database, twoBranches(), 1)) {
                first.until("ALL STARTED", started);
                try (RunningCore second = RunningCore.start(folder, plugin.url(), database, "-", 0)) {
                    second.until("READY", started);
                    await().atMost(PATIENCE).until(() -> plugin.received.size() == 2);
                    first.pause();
                    second.until("ALL ENDED", ended);
                    assertThat(outcomes(jdbc, "once")).containsExactly("UNKNOWN", "UNKNOWN");
                    assertThat(jdbc.queryForObject(
                                    "select fence from invocation where node_id = 'once'", Integer.class))
                            .isEqualTo(2);

                    answer.countDown();
                    first.resume();

                    // The answer that it waited for has come through it, and it lives under another name now.
                    await().atMost(PATIENCE).until(() -> count(jdbc, "record_run where late is not null") == 2);
                    await().atMost(PATIENCE).until(() -> count(jdbc, "core_member") == 2);
                    assertThat(outcomes(jdbc, "once")).containsExactly("UNKNOWN", "UNKNOWN");
                    assertThat(outcomes(jdbc, "async")).containsExactly("SUCCEEDED", "SUCCEEDED");
                }
            }
            assertThat(ended).singleElement().asString().endsWith("NEEDS_DECISION");
            assertThat(plugin.received)
                    .hasSize(2)
                    .allSatisfy((key, times) -> assertThat(times).hasValue(1));
            assertThat(plugin.effects)
                    .hasSize(2)
                    .allSatisfy((record, times) -> assertThat(times).hasValue(2));
        }
    }

    private static String twoBranches() {
        return Bpmn.process("""
                <bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/><bpmn:parallelGateway id="join"/>
                <bpmn:endEvent id="end"/>%s%s
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="fork"/>
                <bpmn:sequenceFlow id="f2" sourceRef="fork" targetRef="once"/>
                <bpmn:sequenceFlow id="f3" sourceRef="fork" targetRef="async"/>
                <bpmn:sequenceFlow id="f4" sourceRef="once" targetRef="join"/>
                <bpmn:sequenceFlow id="f5" sourceRef="async" targetRef="join"/>
                <bpmn:sequenceFlow id="f6" sourceRef="join" targetRef="end"/>
                """.formatted(task("once"), task("async")));
    }

    private static String task(String service) {
        return Bpmn.task(service, service, Bpmn.parameter("text", "CONSTANT", service));
    }

    private static List<String> outcomes(JdbcTemplate jdbc, String node) {
        return jdbc.queryForList(
                "select r.outcome from record_run r join node_run n on n.id = r.node_run_id where n.node_id = ?",
                String.class,
                node);
    }

    private static int count(JdbcTemplate jdbc, String what) {
        return jdbc.queryForObject("select count(*) from " + what, Integer.class);
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
