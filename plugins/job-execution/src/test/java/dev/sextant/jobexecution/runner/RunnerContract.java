package dev.sextant.jobexecution.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.jobexecution.runner.RunnerReply.Absent;
import dev.sextant.jobexecution.runner.RunnerReply.Cause;
import dev.sextant.jobexecution.runner.RunnerReply.Ended;
import dev.sextant.jobexecution.runner.RunnerReply.Forgotten;
import dev.sextant.jobexecution.runner.RunnerReply.Lost;
import dev.sextant.jobexecution.runner.RunnerReply.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What the runner promises, whatever shell and tools the host has. */
abstract class RunnerContract {
    private static final List<String> NASTY = List.of(
            "",
            " ",
            "\n",
            "\n\n",
            "'",
            "''",
            "'\\''",
            "\"",
            "\\",
            "\\\\",
            "$HOME",
            "$(id)",
            "`id`",
            "${x}",
            "-n",
            "--",
            "-e \\n",
            "*",
            "~",
            "!",
            "!!",
            "#",
            ";",
            "&",
            "|",
            "a\tb",
            "\r\n",
            "\u0001\u007f\u0080",
            "作业",
            "é\u0081\u0088",
            "🧭",
            "%s%n",
            "{a,b}");

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path temporary;

    private LocalRunner runner;

    abstract LocalRunner runner(Path folder) throws IOException;

    @BeforeEach
    void createRunner() throws IOException {
        runner = runner(temporary);
    }

    @Test
    void tellsOutputAndExitCode() {
        LocalRunner.Result result = runner.start("k", LocalRunner.shell("echo out; echo err >&2; exit 7"));

        assertThat(result.text()).isEqualTo("out\nerr\n");
        assertThat(result.started()).isTrue();
        assertThat(result.reply()).isEqualTo(new Ended(Cause.EXITED, 7, 8));
    }

    @Test
    void startsAKeyOnce() throws IOException {
        Path lines = temporary.resolve("lines");
        Script script = LocalRunner.shell("echo x >> " + lines + "; sleep 0.5");
        List<LocalRunner.Call> calls =
                Stream.generate(() -> runner.beginStart("k", script)).limit(8).toList();

        assertThat(calls)
                .allSatisfy(call -> assertThat(runner.await(call).reply()).isEqualTo(new Ended(Cause.EXITED, 0, 0)));
        assertThat(runner.start("k", script).reply()).isEqualTo(new Ended(Cause.EXITED, 0, 0));
        assertThat(Files.readAllLines(lines)).hasSize(1);
        assertThat(runner.userFolder().toFile().list()).containsExactly("k");
    }

    @Test
    void handsArgumentsOnAsTheyAre() {
        Random random = new Random(4711);
        for (int round = 0; round < 12; round++) {
            List<String> words = nasty(random, 250);
            LocalRunner.Result result =
                    runner.start("k" + round, LocalRunner.shell("printf '%s\\0' \"$@\"", words.toArray(String[]::new)));

            assertThat(result.reply()).isInstanceOf(Ended.class);
            assertThat(result.text().split("\0", -1))
                    .startsWith(words.toArray(String[]::new))
                    .hasSize(251);
        }
    }

    @Test
    void handsTheEnvironmentOnAsItIs() {
        Random random = new Random(815);
        Map<String, String> environment = new TreeMap<>();
        List<String> values = nasty(random, 200);
        values.forEach(value -> environment.put("V" + environment.size(), value));
        StringBuilder text = new StringBuilder();
        environment
                .keySet()
                .forEach(name -> text.append("printf '%s\\0' \"$").append(name).append("\"\n"));
        Script script =
                new Script(text.toString(), Language.SHELL, List.of(), environment, Duration.ofMinutes(1), null);

        assertThat(runner.start("k", script).text().split("\0", -1))
                .startsWith(environment.values().toArray(String[]::new));
    }

    @Test
    void runsTheScriptAsItIs() {
        String text = "cat \"$0\"; exit\n" + String.join("\n", nasty(new Random(3), 400));

        assertThat(runner.start("k", LocalRunner.shell(text)).text()).isEqualTo(text);
    }

    @Test
    void attachesByOffset() {
        runner.start("k", LocalRunner.shell("printf 0123456789"));

        assertThat(runner.attach("k", 0).text()).isEqualTo("0123456789");
        assertThat(runner.attach("k", 4).text()).isEqualTo("456789");
        assertThat(runner.attach("k", 10).reply()).isEqualTo(new Ended(Cause.EXITED, 0, 10));
    }

    @Test
    void attachesBeyondLargeBlocks() {
        LocalRunner.Result all =
                runner.start("k", LocalRunner.shell("i=0; while [ $i -lt 30000 ]; do echo line-$i; i=$((i+1)); done"));

        assertThat(runner.attach("k", 200_001).text()).isEqualTo(all.text().substring(200_001));
    }

    @Test
    void keepsTheTimeOutWhenNobodyIsConnected() {
        LocalRunner.Call call =
                runner.beginStart("k", LocalRunner.shell("echo begun; sleep 60", Duration.ofSeconds(1)));
        awaitFile("k", "group");
        call.process().destroyForcibly();

        awaitFile("k", "exit");
        assertThat(runner.attach("k", 0).reply())
                .isInstanceOfSatisfying(
                        Ended.class, ended -> assertThat(ended.cause()).isEqualTo(Cause.TIMED_OUT));
    }

    @Test
    void killsTheWholeGroupAlsoWhenItIgnoresTerm() {
        Script script = LocalRunner.shell(
                "trap '' TERM; sleep 61 & sh -c 'trap \"\" TERM; sleep 61; sleep 61' & echo up; wait; wait");
        LocalRunner.Call call = runner.beginStart("k", script);
        awaitFile("k", "group");
        String group = read("k", "group").strip();

        assertThat(runner.cancel("k"))
                .isInstanceOfSatisfying(
                        Ended.class, ended -> assertThat(ended.cause()).isEqualTo(Cause.CANCELLED));
        assertThat(runner.await(call).reply())
                .isInstanceOfSatisfying(
                        Ended.class, ended -> assertThat(ended.cause()).isEqualTo(Cause.CANCELLED));
        assertThat(living(group)).isEmpty();
    }

    @Test
    void forbidsTheStartOfWhatWasCancelledBefore() {
        Path touched = temporary.resolve("touched");

        assertThat(runner.cancel("k")).isEqualTo(new Ended(Cause.CANCELLED, -1, 0));
        assertThat(runner.start("k", LocalRunner.shell("touch " + touched)).reply())
                .isEqualTo(new Ended(Cause.CANCELLED, -1, 0));
        assertThat(touched).doesNotExist();
    }

    @Test
    void tellsTheEarlierOutcomeWhenCancelledTooLate() {
        runner.start("k", LocalRunner.shell("exit 3"));

        assertThat(runner.cancel("k")).isEqualTo(new Ended(Cause.EXITED, 3, 0));
    }

    @Test
    void tellsWhenItsRunnerWasKilled() {
        LocalRunner.Call call = runner.beginStart("k", LocalRunner.shell("sleep 1"));
        awaitFile("k", "script.pid");
        long supervisor = Long.parseLong(read("k", "pid").split(" ")[0]);
        ProcessHandle.of(supervisor).ifPresent(ProcessHandle::destroyForcibly);

        assertThat(runner.await(call).reply()).isEqualTo(new Lost(true));
        assertThat(runner.start("k", LocalRunner.shell("sleep 1")).reply()).isEqualTo(new Lost(true));
    }

    @Test
    void doesNotTakeARecycledPidForItsOwn() throws IOException {
        LocalRunner.Call call = runner.beginStart("k", LocalRunner.shell("sleep 1"));
        awaitFile("k", "script.pid");
        long supervisor = Long.parseLong(read("k", "pid").split(" ")[0]);
        ProcessHandle.of(supervisor).ifPresent(ProcessHandle::destroyForcibly);
        runner.await(call);
        Files.writeString(
                runner.folder("k").resolve("pid"), ProcessHandle.current().pid() + " other-boot-1\n");

        assertThat(runner.attach("k", 0).reply()).isEqualTo(new Lost(true));
        assertThat(runner.forget("k")).isEqualTo(new Forgotten());
        assertThat(runner.folder("k")).doesNotExist();
    }

    @Test
    void startsNothingOnAHostThatBootedAfterTheFirstAttempt() {
        LocalRunner.Result result = runner.start("k", LocalRunner.shell("echo x"), Duration.ofDays(10_000));

        assertThat(result.reply())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo("HOST_REBOOTED"));
        assertThat(runner.folder("k")).doesNotExist();
    }

    @Test
    void knowsNothingOfAnUnknownKey() {
        assertThat(runner.attach("k", 0).reply()).isEqualTo(new Absent());
    }

    @Test
    void refusesAMissingInterpreter() {
        LocalRunner.Result result = runner.start("k", LocalRunner.shell("#!/no/such/shell\necho x"));

        assertThat(result.reply())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo("INTERPRETER_MISSING"));
    }

    @Test
    void refusesAnUnknownUser() {
        Script script =
                new Script("id", Language.SHELL, List.of(), Map.of(), Duration.ofMinutes(1), "no-such-user-here");

        assertThat(runner.start("k", script).reply())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo("NO_SUCH_USER"));
    }

    @Test
    void honoursTheFirstLine() {
        assertThat(runner.start("k", LocalRunner.shell("#!/bin/sh -x\nexit 4")).text())
                .contains("exit 4");
    }

    @Test
    void keepsOnlyTheOutcomeAfterTheEnd() {
        runner.start("k", LocalRunner.shell("echo secret-in-script"));

        assertThat(runner.folder("k").toFile().list()).doesNotContain("script", "launch", "payload", "runner");
        assertThat(runner.forget("k")).isEqualTo(new Forgotten());
        assertThat(runner.folder("k")).doesNotExist();
    }

    @Test
    void doesNotForgetWhatStillRuns() {
        LocalRunner.Call call = runner.beginStart("k", LocalRunner.shell("sleep 1; echo done"));
        awaitFile("k", "group");

        runner.forget("k");

        assertThat(runner.await(call).text()).isEqualTo("done\n");
    }

    @Test
    void endsAScriptThatWouldFillTheDisk() {
        LocalRunner.Result result = runner.start("k", LocalRunner.shell("head -c 21000000 /dev/zero; sleep 60"));

        assertThat(result.reply()).isInstanceOfSatisfying(Ended.class, ended -> {
            assertThat(ended.cause()).isEqualTo(Cause.OUTPUT_LIMIT);
            assertThat(ended.total()).isEqualTo(21_000_000);
        });
        assertThat(result.output()).hasSize(10 * 1024 * 1024);
    }

    @Test
    void refusesASpoolOfAnotherUser() throws IOException {
        Files.createSymbolicLink(runner.userFolder(), Files.createDirectory(temporary.resolve("elsewhere")));

        assertThat(runner.start("k", LocalRunner.shell("echo x")).reply())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo("SPOOL_FAILED"));
    }

    private static List<String> nasty(Random random, int count) {
        List<String> words = new ArrayList<>(NASTY);
        while (words.size() < count) {
            StringBuilder word = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                word.append(random.nextBoolean() ? NASTY.get(random.nextInt(NASTY.size())) : character(random));
            }
            words.add(word.toString());
        }
        return words;
    }

    private static String character(Random random) {
        int point = random.nextInt(4) == 0 ? random.nextInt(0x10000) : 1 + random.nextInt(0x2ff);
        return Character.isBmpCodePoint(point) && Character.isSurrogate((char) point) || point == 0
                ? "x"
                : Character.toString(point);
    }

    private void awaitFile(String key, String name) {
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> Files.exists(runner.folder(key).resolve(name)));
    }

    private String read(String key, String name) {
        try {
            return Files.readString(runner.folder(key).resolve(name), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static List<Long> living(String group) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> group.equals(groupOf(pid)))
                .toList();
    }

    private static String groupOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[0].equals("Z") ? "" : fields[2];
        } catch (IOException gone) {
            return "";
        }
    }
}
