package dev.sextant.jobexecution.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sextant.contract.wire.Outcome;
import dev.sextant.jobexecution.credential.CredentialFailure;
import dev.sextant.jobexecution.credential.HostCredentials;
import dev.sextant.jobexecution.runner.Language;
import dev.sextant.jobexecution.runner.Script;
import dev.sextant.jobexecution.ssh.SshCredential;
import dev.sextant.jobexecution.ssh.SshTarget;
import dev.sextant.testsupport.ssh.OpenSshServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executions against a real sshd that is cut, stopped and swapped, and with executors that are killed. */
class ExecutionIntegrationTests {
    static {
        // A busy machine is no failure.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
    }

    private static final ExecutionKey KEY = new ExecutionKey("request", "host");

    @TempDir
    Path temporary;

    private OpenSshServer server;
    private TestEngine engine;

    @BeforeEach
    void start() {
        server = OpenSshServer.start();
        engine = newEngine(host -> new SshCredential.Key(server.user(), server.clientKey()));
    }

    @AfterEach
    void stop() {
        engine.close();
        server.close();
    }

    @Test
    void tellsSuccessAndFailure() throws Exception {
        assertThat(run("ok", "echo fine").outcome()).isEqualTo(Outcome.SUCCEEDED);
        ExecutionOutcome failed = run("bad", "exit 9");

        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.reason()).isEqualTo("EXIT_CODE");
        assertThat(failed.exitCode()).isEqualTo(9);
    }

    @Test
    void marksWhereOutputWasCut() throws Exception {
        RecordedProgress progress = submit(KEY, job("head -c 1500000 /dev/zero"));

        ExecutionOutcome outcome = progress.await();
        assertThat(progress.offset()).isEqualTo(1024 * 1024);
        assertThat(outcome.outputBytes()).isEqualTo(1_500_000);
        assertThat(outcome.cutBytes()).isEqualTo(1_500_000 - 1024 * 1024);
    }

    @Test
    void runsOnceThoughTheNetworkIsCutAgainAndAgain() throws Exception {
        Path lines = temporary.resolve("lines");
        RecordedProgress progress =
                submit(KEY, job("echo x >> " + lines + "; for i in 1 2 3 4 5 6; do echo $i; sleep 0.5; done"));
        progress.awaitStart();
        server.cutConnections();
        await().until(() -> progress.text().contains("3"));
        server.pause();
        Thread.sleep(1000);
        server.resume();

        assertThat(progress.await().outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(progress.text()).isEqualTo("1\n2\n3\n4\n5\n6\n");
        assertThat(Files.readAllLines(lines)).hasSize(1);
    }

    @Test
    void keepsTheTimeOutOnTheHostWhileItIsUnreachable() throws Exception {
        RecordedProgress progress = submit(KEY, job("sleep 60", Duration.ofSeconds(2), null));
        progress.awaitStart();
        server.pause();
        Path spool = spool(KEY);
        await().atMost(30, TimeUnit.SECONDS).until(() -> Files.exists(spool.resolve("exit")));
        server.resume();

        assertThat(progress.await().outcome()).isEqualTo(Outcome.TIMED_OUT);
    }

    @Test
    void saysUnknownWhenAHostThatRanTheScriptStaysAway() throws Exception {
        RecordedProgress progress = submit(KEY, job("sleep 1", Duration.ofSeconds(2), null));
        progress.awaitStart();
        server.pause();

        ExecutionOutcome outcome = progress.await();
        assertThat(outcome.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome.reason()).isEqualTo("CONNECTION_REFUSED");
    }

    @Test
    void saysUnreachableWhenNothingWasStarted() throws Exception {
        server.pause();

        ExecutionOutcome outcome = run("r", "echo x");
        assertThat(outcome.outcome()).isEqualTo(Outcome.UNREACHABLE);
        assertThat(outcome.reason()).isEqualTo("CONNECTION_REFUSED");
    }

    @Test
    void startsNothingOnAHostWithAnotherKey() throws Exception {
        SshTarget pinned = target();
        server.swapHostKey();

        ExecutionOutcome outcome =
                submit(KEY, new ScriptJob(script("echo x"), "h", pinned)).await();
        assertThat(outcome.outcome()).isEqualTo(Outcome.NEVER_STARTED);
        assertThat(outcome.reason()).isEqualTo("HOST_KEY_MISMATCH");
    }

    @Test
    void startsNothingWithoutACredential() throws Exception {
        engine.close();
        engine = newEngine(host -> {
            throw CredentialFailure.lasting("none");
        });

        ExecutionOutcome outcome = run("r", "echo x");
        assertThat(outcome.outcome()).isEqualTo(Outcome.NEVER_STARTED);
        assertThat(outcome.reason()).isEqualTo("CREDENTIAL_MISSING");
    }

    @Test
    void tellsAnUnknownUser() throws Exception {
        ExecutionOutcome outcome = submit(KEY, job("id", Duration.ofMinutes(1), "no-such-user-here"))
                .await();

        assertThat(outcome.outcome()).isEqualTo(Outcome.NEVER_STARTED);
        assertThat(outcome.reason()).isEqualTo("NO_SUCH_USER");
    }

    @Test
    void cancelsWithAllChildren() throws Exception {
        RecordedProgress progress = submit(KEY, job("sleep 4711 & sleep 4711 & echo up; wait"));
        await().until(() -> progress.text().contains("up"));
        progress.cancel();

        ExecutionOutcome outcome = progress.await();
        assertThat(outcome.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains("sleep 4711")))
                .isEmpty();
    }

    @Test
    void takesUpWhatAnEarlierLifeLeft() throws Exception {
        Path lines = temporary.resolve("lines");
        ScriptJob job = job("echo x >> " + lines + "; echo one; sleep 3; echo two");
        RecordedProgress progress = submit(KEY, job);
        await().until(() -> progress.text().contains("one"));
        engine.close();
        engine = newEngine(host -> new SshCredential.Key(server.user(), server.clientKey()));
        engine.engine.submit(KEY, job, progress);

        assertThat(progress.await().outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(progress.text()).isEqualTo("one\ntwo\n");
        assertThat(Files.readAllLines(lines)).hasSize(1);
    }

    @Test
    void survivesTheKillOfItsProcess() throws Exception {
        Path lines = temporary.resolve("lines");
        Files.writeString(
                temporary.resolve("script"), "echo x >> " + lines + "; echo begun; sleep 4; echo ended; exit 6\n");
        Process first = startProcess();
        await().until(() -> Files.exists(lines));
        first.destroyForcibly().waitFor();
        Process second = startProcess();
        assertThat(second.waitFor(180, TimeUnit.SECONDS)).isTrue();

        assertThat(Files.readString(temporary.resolve("outcome"))).isEqualTo("FAILED 6 begun\nended\n");
        assertThat(Files.readAllLines(lines)).hasSize(1);
    }

    @Test
    void runsTwoHundredAtOnceOnOneHost() throws Exception {
        List<RecordedProgress> all = IntStream.range(0, 200)
                .mapToObj(i -> submit(new ExecutionKey("many", "h" + i), job("echo " + i)))
                .toList();

        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).await().outcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(all.get(i).text()).isEqualTo(i + "\n");
        }
    }

    @Test
    void removesTheSpoolAfterTheOutcome() throws Exception {
        ScriptJob job = job("echo x");
        submit(KEY, job).await();
        await().until(() -> engine.state(KEY, job) == ExecutionState.ENDED);
        engine.sweep();

        assertThat(spool(KEY)).doesNotExist();
        assertThat(engine.state(KEY, job)).isEqualTo(ExecutionState.FORGOTTEN);
    }

    @Test
    void keepsTheSpoolUntilTheOutputHasArrived() throws Exception {
        ScriptJob job = job("echo x");
        RecordedProgress progress = new RecordedProgress().goAway();
        engine.engine.submit(KEY, job, progress);
        await().until(progress::waitsForArrival);
        engine.sweep();

        assertThat(engine.state(KEY, job)).isEqualTo(ExecutionState.RUNNING);
        assertThat(spool(KEY)).exists();
        progress.comeBack();
        engine.sweep();
        assertThat(spool(KEY)).doesNotExist();
    }

    @Test
    void leavesTheCredentialNowhere() throws Exception {
        String canary = server.clientKey().lines().skip(2).findFirst().orElseThrow();
        RecordedProgress progress = submit(KEY, job("ps axww -o args; env; sleep 1"));
        ExecutionOutcome outcome = progress.await();

        assertThat(outcome.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(progress.text()).doesNotContain(canary);
        try (Stream<Path> files = Files.walk(temporary)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain(canary));
        }
    }

    private ExecutionOutcome run(String request, String text) throws Exception {
        return submit(new ExecutionKey(request, "h"), job(text)).await();
    }

    private RecordedProgress submit(ExecutionKey key, ScriptJob job) {
        RecordedProgress progress = new RecordedProgress();
        engine.engine.submit(key, job, progress);
        return progress;
    }

    private ScriptJob job(String text) {
        return new ScriptJob(script(text), "h", target());
    }

    private ScriptJob job(String text, Duration timeout, @Nullable String user) {
        return new ScriptJob(new Script(text, Language.SHELL, List.of(), Map.of(), timeout, user), "h", target());
    }

    private static Script script(String text) {
        return new Script(text, Language.SHELL, List.of(), Map.of(), Duration.ofMinutes(2), null);
    }

    private SshTarget target() {
        return new SshTarget(server.address(), server.port(), server.hostKey());
    }

    private TestEngine newEngine(HostCredentials credentials) {
        return new TestEngine(temporary.resolve("db"), temporary, credentials);
    }

    private Path spool(ExecutionKey key) throws IOException {
        Object uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        return temporary.resolve(".sextant-" + uid).resolve(key.spool());
    }

    private Process startProcess() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineProcess.class.getName(),
                        temporary.toString(),
                        Integer.toString(server.port()),
                        server.hostKey())
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("process.log").toFile())
                .start();
        process.getOutputStream().write(server.clientKey().getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        return process;
    }
}
