package dev.sextant.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.testsupport.MariaDbServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The core is killed (SIGKILL) in the middle of its runs: each record is worked on once, and each run ends truthfully. */
@SuppressWarnings("NullAway") // the nullness of nested type arguments is not read from class files
class KillIntegrationTests {
    private static final int RUNS = 8;
    private static final int KILLS = 3;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"h2", "mariadb"})
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void worksOnEachRecordOnceHoweverOftenItIsKilled(String vendor) throws Exception {
        var random = new Random();
        var calls = new AtomicInteger();
        try (var plugin = new FakePlugin(0)) {
            plugin.work = (input, attempt) -> {
                calls.incrementAndGet();
                pause(random.nextInt(60));
                return FakePlugin.success(input, Map.of("echo", "done"));
            };
            String[] database = database(vendor);
            var started = new ArrayList<String>();
            try (RunningCore core = start(plugin, database, RUNS)) {
                core.until("ALL STARTED", started);
                killAfter(core, calls, random.nextInt(6));
            }
            for (int kill = 1; kill < KILLS; kill++) {
                try (RunningCore core = start(plugin, database, 0)) {
                    core.until("READY", started);
                    killAfter(core, calls, random.nextInt(8));
                }
            }
            var ended = new ArrayList<String>();
            try (RunningCore core = start(plugin, database, 0)) {
                core.until("ALL ENDED", ended);
            }
            assertThat(started.stream().filter(line -> line.startsWith("STARTED")))
                    .hasSize(RUNS);
            assertThat(ended.stream().filter(line -> line.startsWith("ENDED")))
                    .hasSize(RUNS)
                    .allMatch(line -> line.endsWith("SUCCEEDED"));
            assertThat(plugin.effects)
                    .hasSize(RUNS * 2)
                    .allSatisfy((record, times) -> assertThat(times).as(record).hasValue(2));
        }
    }

    /** A service that neither tells what became of a call nor may be called twice: unknown is told, and it ran at most once. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void neverRepeatsWhatMayNotBeRepeated() throws Exception {
        try (var plugin = new FakePlugin(0)) {
            plugin.work = (input, attempt) -> {
                pause(3_000);
                return FakePlugin.success(input, Map.of("echo", "done"));
            };
            String[] database = database("h2");
            var lines = new ArrayList<String>();
            try (RunningCore core = start(plugin, database, Bpmn.sequence(task("once")), 1)) {
                core.until("ALL STARTED", lines);
                while (plugin.received.isEmpty()) {
                    pause(10);
                }
                core.kill();
            }
            try (RunningCore core = start(plugin, database, "-", 0)) {
                core.until("ALL ENDED", lines);
            }
            assertThat(lines.getLast()).endsWith("NEEDS_DECISION");
            assertThat(plugin.received.values())
                    .allSatisfy(times -> assertThat(times).hasValue(1));
        }
    }

    private String[] database(String vendor) {
        return vendor.equals("h2")
                ? new String[] {"jdbc:h2:file:" + folder.resolve("db") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "sa"}
                : new String[] {MariaDbServer.shared().createDatabase(), "root"};
    }

    private static void killAfter(RunningCore core, AtomicInteger calls, int more) {
        int until = calls.get() + more;
        while (core.isAlive() && calls.get() < until && calls.get() < RUNS * 4) {
            pause(2);
        }
        core.kill();
    }

    private static String task(String service) {
        return Bpmn.task("node-" + service, service, Bpmn.parameter("text", "CONSTANT", "x"));
    }

    private RunningCore start(FakePlugin plugin, String[] database, int runs) throws IOException {
        return start(plugin, database, Bpmn.sequence(task("sync"), task("async")), runs);
    }

    private RunningCore start(FakePlugin plugin, String[] database, String bpmn, int runs) throws IOException {
        return RunningCore.start(folder, plugin.url(), database, bpmn, runs);
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
