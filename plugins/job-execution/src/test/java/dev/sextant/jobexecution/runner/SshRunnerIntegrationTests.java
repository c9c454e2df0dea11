package dev.sextant.jobexecution.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.jobexecution.runner.RunnerReply.Broken;
import dev.sextant.jobexecution.runner.RunnerReply.Cause;
import dev.sextant.jobexecution.runner.RunnerReply.Ended;
import dev.sextant.jobexecution.ssh.HostKeyScan;
import dev.sextant.jobexecution.ssh.SshConnections;
import dev.sextant.jobexecution.ssh.SshCredential;
import dev.sextant.jobexecution.ssh.SshFailure;
import dev.sextant.jobexecution.ssh.SshLease;
import dev.sextant.jobexecution.ssh.SshSettings;
import dev.sextant.jobexecution.ssh.SshTarget;
import dev.sextant.testsupport.ssh.OpenSshServer;
import dev.sextant.testsupport.ssh.TestUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Connections and runner against a real sshd. */
class SshRunnerIntegrationTests {
    private static OpenSshServer server;

    @TempDir
    Path temporary;

    private SshConnections connections;
    private SshRunner runner;

    @BeforeAll
    static void startServer() {
        server = OpenSshServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void connect() throws IOException {
        Files.setPosixFilePermissions(temporary, java.nio.file.attribute.PosixFilePermissions.fromString("rwxrwxrwx"));
        connections = new SshConnections(settings(Duration.ofSeconds(2), Duration.ofSeconds(10)));
        runner = new SshRunner(new RunnerCommands(new RunnerSettings(
                temporary.toString(),
                Duration.ofSeconds(1),
                DataSize.ofMegabytes(10),
                DataSize.ofGigabytes(1),
                Duration.ofDays(1))));
    }

    @AfterEach
    void disconnect() {
        connections.close();
    }

    @Test
    void runsAScriptWithAKey() throws Exception {
        Recorder recorder = new Recorder();

        assertThat(start("k", "echo out; echo err >&2; exit 3", recorder)).isEqualTo(new Ended(Cause.EXITED, 3, 8));
        assertThat(recorder.text()).isEqualTo("out\nerr\n");
        assertThat(recorder.starts).isEqualTo(1);
    }

    @Test
    void runsAScriptWithAPassword() throws Exception {
        try (TestUser user = TestUser.create();
                SshLease lease =
                        connections.lease(target(), new SshCredential.Password(user.name(), user.password()))) {
            Recorder recorder = new Recorder();
            RunnerReply reply =
                    runner.start(lease.session(), "k", LocalRunner.shell("id -un; pwd"), Duration.ZERO, recorder);

            assertThat(reply).isInstanceOf(Ended.class);
            assertThat(recorder.text()).isEqualTo(user.name() + "\n/home/" + user.name() + "\n");
        }
    }

    @Test
    void runsPythonUnbuffered() throws Exception {
        Recorder recorder = new Recorder();
        Script script = new Script(
                "import sys, os\nprint(sys.argv[1], os.environ['NAME'])\nsys.exit(4)",
                Language.PYTHON,
                List.of("it's \n $HOME"),
                Map.of("NAME", "作业 '"),
                Duration.ofMinutes(1),
                null);
        try (SshLease lease = connections.lease(target(), key())) {
            assertThat(runner.start(lease.session(), "k", script, Duration.ZERO, recorder))
                    .isInstanceOfSatisfying(
                            Ended.class, ended -> assertThat(ended.code()).isEqualTo(4));
        }
        assertThat(recorder.text()).isEqualTo("it's \n $HOME 作业 '\n");
    }

    @Test
    void runsAsAnotherUser() throws Exception {
        assumeSudo();
        try (TestUser other = TestUser.create();
                SshLease lease = connections.lease(target(), key())) {
            Recorder recorder = new Recorder();
            Script script =
                    asUser(other, "id -un; pwd; umask; printf '%s|' \"$@\" \"$NAME\"; exit 5", Duration.ofMinutes(1));

            assertThat(runner.start(lease.session(), "k", script, Duration.ZERO, recorder))
                    .isInstanceOfSatisfying(
                            Ended.class, ended -> assertThat(ended.code()).isEqualTo(5));
            assertThat(recorder.text())
                    .isEqualTo(other.name() + "\n/home/" + other.name() + "\n0022\n-n|it's \n $HOME|'value'|");
        }
    }

    @Test
    void killsWhatAnotherUserRuns() throws Exception {
        assumeSudo();
        try (TestUser user = TestUser.create();
                TestUser other = TestUser.create();
                SudoRule rule = SudoRule.allow(user.name(), other.name());
                SshLease lease =
                        connections.lease(target(), new SshCredential.Password(user.name(), user.password()))) {
            Script script = asUser(other, "sleep 4712 & sleep 4712", Duration.ofSeconds(1));

            assertThat(runner.start(lease.session(), "k", script, Duration.ZERO, new Recorder()))
                    .isInstanceOfSatisfying(
                            Ended.class, ended -> assertThat(ended.cause()).isEqualTo(Cause.TIMED_OUT));
            assertThat(ProcessHandle.allProcesses()
                            .filter(process ->
                                    process.info().commandLine().orElse("").contains("sleep 4712")))
                    .isEmpty();
        }
    }

    @Test
    void saysWhenSudoRefuses() throws Exception {
        assumeSudo();
        try (TestUser user = TestUser.create();
                TestUser other = TestUser.create();
                SshLease lease =
                        connections.lease(target(), new SshCredential.Password(user.name(), user.password()))) {
            assertThat(runner.start(
                            lease.session(),
                            "k",
                            asUser(other, "id", Duration.ofSeconds(9)),
                            Duration.ZERO,
                            new Recorder()))
                    .isInstanceOfSatisfying(
                            RunnerReply.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo("SUDO_REFUSED"));
        }
    }

    @Test
    void sendsFiveMegabytesInOneLine() throws Exception {
        Recorder recorder = new Recorder();

        assertThat(start("k", "head -c 5000000 /dev/zero | tr '\\0' x", recorder))
                .isEqualTo(new Ended(Cause.EXITED, 0, 5_000_000));
        assertThat(recorder.output.toByteArray()).hasSize(5_000_000).containsOnly('x');
    }

    @Test
    void sendsBinaryOutputAsItIs() throws Exception {
        byte[] all = new byte[256 * 64];
        IntStream.range(0, all.length).forEach(i -> all[i] = (byte) i);
        Path binary = Files.write(temporary.resolve("binary"), all);
        Recorder recorder = new Recorder();

        start("k", "cat " + binary, recorder);

        assertThat(recorder.output.toByteArray()).isEqualTo(all);
    }

    @Test
    void streamsWhileTheScriptRuns() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        Path go = temporary.resolve("go");
        Recorder recorder = new Recorder() {
            @Override
            public void printed(byte[] bytes, int length) {
                super.printed(bytes, length);
                first.countDown();
            }
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<RunnerReply> reply = threads.submit(() ->
                    start("k", "echo first; while [ ! -e " + go + " ]; do sleep 0.1; done; echo second", recorder));
            first.await();
            assertThat(recorder.text()).isEqualTo("first\n");
            Files.createFile(go);
            assertThat(reply.get()).isEqualTo(new Ended(Cause.EXITED, 0, 13));
        }
        assertThat(recorder.text()).isEqualTo("first\nsecond\n");
    }

    @Test
    void goesOnAfterTheConnectionWasCut() throws Exception {
        Path lines = temporary.resolve("lines");
        Recorder recorder = new Recorder();
        String text = "echo x >> " + lines + "; echo one; sleep 2; echo two; exit 5";
        CountDownLatch started = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<RunnerReply> reply = threads.submit(() -> start("k", text, new Recorder() {
                @Override
                public void printed(byte[] bytes, int length) {
                    started.countDown();
                }
            }));
            started.await();
            server.cutConnections();
            assertThat(reply.get()).isInstanceOf(Broken.class);
        }
        try (SshLease lease = connections.lease(target(), key())) {
            assertThat(runner.attach(lease.session(), "k", 4, recorder)).isEqualTo(new Ended(Cause.EXITED, 5, 8));
        }
        assertThat(recorder.text()).isEqualTo("two\n");
        assertThat(Files.readAllLines(lines)).hasSize(1);
    }

    @Test
    void runsMoreAtOnceOnOneHostThanAConnectionCarries() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<RunnerReply>> calls = IntStream.range(0, 64)
                    .<Callable<RunnerReply>>mapToObj(i -> () -> start("k" + i, "echo " + i, new Recorder()))
                    .toList();
            for (Future<RunnerReply> reply : threads.invokeAll(calls)) {
                assertThat(reply.get())
                        .isInstanceOfSatisfying(
                                Ended.class, ended -> assertThat(ended.code()).isZero());
            }
        }
    }

    @Test
    void sharesAndReusesConnections() throws Exception {
        long before = server.log()
                .lines()
                .filter(line -> line.contains("Accepted publickey"))
                .count();
        start("k1", "true", new Recorder());
        start("k2", "true", new Recorder());

        assertThat(server.log()
                                .lines()
                                .filter(line -> line.contains("Accepted publickey"))
                                .count()
                        - before)
                .isEqualTo(1);
    }

    @Test
    void refusesAnotherHostKeyBeforeAnyCredentialIsSent() {
        try (OpenSshServer other = OpenSshServer.start("LogLevel DEBUG1")) {
            SshTarget target = new SshTarget(other.address(), other.port(), other.hostKey());
            other.swapHostKey();

            assertFails(
                    target, new SshCredential.Password(other.user(), "canary"), SshFailure.Reason.HOST_KEY_MISMATCH);
            assertThat(other.log()).doesNotContain("userauth-request", "Failed password");
        }
    }

    @Test
    void refusesAHostWithoutAKeyOfThePinnedType() throws Exception {
        SshTarget target = new SshTarget(server.address(), server.port(), "ssh-rsa " + rsaKey());

        assertFails(target, key(), SshFailure.Reason.HOST_KEY_MISMATCH);
    }

    @Test
    void tellsARefusedCredential() {
        assertFails(
                target(), new SshCredential.Password(server.user(), "wrong"), SshFailure.Reason.AUTHENTICATION_FAILED);
        assertFails(target(), new SshCredential.Password("nobody-here", "x"), SshFailure.Reason.AUTHENTICATION_FAILED);
        assertFails(target(), new SshCredential.Key(server.user(), "no key"), SshFailure.Reason.INVALID_CREDENTIAL);
    }

    @Test
    void tellsWhyAHostCannotBeReached() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = full.getLocalPort();
            full.close();
            assertFails(
                    new SshTarget("127.0.0.1", port, server.hostKey()), key(), SshFailure.Reason.CONNECTION_REFUSED);
        }
        assertFails(
                new SshTarget("no-such-host.invalid", 22, server.hostKey()),
                key(),
                SshFailure.Reason.NAME_NOT_RESOLVED);
        assertFails(new SshTarget("169.254.169.254", 22, server.hostKey()), key(), SshFailure.Reason.ADDRESS_REFUSED);
        assertFails(new SshTarget("127.0.0.1", server.port(), "rubbish"), key(), SshFailure.Reason.INVALID_HOST_KEY);
    }

    @Test
    void tellsAHostThatDoesNotAnswer() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                SshConnections impatient = new SshConnections(settings(Duration.ofSeconds(1), Duration.ofSeconds(2)))) {
            SshTarget target = new SshTarget("127.0.0.1", mute.getLocalPort(), server.hostKey());
            assertThatThrownBy(() -> impatient.lease(target, key()))
                    .isInstanceOfSatisfying(
                            SshFailure.class,
                            failure -> assertThat(failure.reason()).isEqualTo(SshFailure.Reason.CONNECT_TIMEOUT));
        }
    }

    @Test
    void getsThroughToAHostThatDropsConnections() throws Exception {
        try (OpenSshServer picky = OpenSshServer.start("MaxStartups 1:80:3")) {
            SshTarget target = new SshTarget(picky.address(), picky.port(), picky.hostKey());
            SshCredential credential = new SshCredential.Key(picky.user(), picky.clientKey());
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<RunnerReply>> calls = IntStream.range(0, 60)
                        .<Callable<RunnerReply>>mapToObj(i -> () -> {
                            try (SshLease lease = connections.lease(target, credential)) {
                                return runner.start(
                                        lease.session(),
                                        "p" + i,
                                        LocalRunner.shell("true"),
                                        Duration.ZERO,
                                        new Recorder());
                            }
                        })
                        .toList();
                for (Future<RunnerReply> reply : threads.invokeAll(calls)) {
                    assertThat(reply.get()).isInstanceOf(Ended.class);
                }
            }
        }
    }

    @Test
    void looksAtHostKeys() throws Exception {
        List<HostKeyScan.OfferedKey> keys = connections.scan().of(server.address(), server.port());

        assertThat(keys).singleElement().satisfies(key -> {
            assertThat(key.key()).isEqualTo(server.hostKey());
            assertThat(key.fingerprint()).startsWith("SHA256:");
        });
    }

    @Test
    void refusesLoopbackUnlessItIsAllowed() throws Exception {
        try (SshConnections closed = new SshConnections(new SshSettings(
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                8,
                4,
                4,
                4,
                false))) {
            for (String address :
                    List.of("127.0.0.1", "::1", "localhost", "::ffff:127.0.0.1", "0.0.0.0", "64:ff9b::7f00:1")) {
                assertThatThrownBy(() -> closed.scan().of(address, 22))
                        .isInstanceOfSatisfying(
                                SshFailure.class,
                                failure -> assertThat(failure.reason()).isEqualTo(SshFailure.Reason.ADDRESS_REFUSED));
            }
        }
    }

    private static void assumeSudo() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/sudo")), "sudo is not installed");
    }

    private static Script asUser(TestUser user, String text, Duration timeout) {
        return new Script(
                text, Language.SHELL, List.of("-n", "it's \n $HOME"), Map.of("NAME", "'value'"), timeout, user.name());
    }

    private RunnerReply start(String key, String text, Recorder recorder) throws Exception {
        try (SshLease lease = connections.lease(target(), key())) {
            return runner.start(lease.session(), key, LocalRunner.shell(text), Duration.ZERO, recorder);
        }
    }

    private void assertFails(SshTarget target, SshCredential credential, SshFailure.Reason reason) {
        assertThatThrownBy(() -> connections.lease(target, credential))
                .isInstanceOfSatisfying(
                        SshFailure.class,
                        failure -> assertThat(failure.reason())
                                .as(failure.getMessage())
                                .isEqualTo(reason));
    }

    private static SshSettings settings(Duration connectTimeout, Duration signInTimeout) {
        return new SshSettings(
                connectTimeout, signInTimeout, Duration.ofSeconds(5), Duration.ofSeconds(30), 8, 64, 4, 32, true);
    }

    private static SshTarget target() {
        return new SshTarget(server.address(), server.port(), server.hostKey());
    }

    private static SshCredential key() {
        return new SshCredential.Key(server.user(), server.clientKey());
    }

    private static String rsaKey() throws Exception {
        var pair = java.security.KeyPairGenerator.getInstance("RSA").generateKeyPair();
        return org.apache.sshd.common.config.keys.PublicKeyEntry.toString(pair.getPublic())
                .split(" ")[1];
    }

    private static class Recorder implements RunnerListener {
        private final ByteArrayOutputStream output = new ByteArrayOutputStream();
        private int starts;

        @Override
        public void started() {
            starts++;
        }

        @Override
        public void printed(byte[] bytes, int length) {
            output.write(bytes, 0, length);
        }

        private String text() {
            return output.toString(StandardCharsets.UTF_8);
        }
    }
}
