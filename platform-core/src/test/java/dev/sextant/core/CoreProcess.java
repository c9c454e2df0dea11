package dev.sextant.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sextant.testsupport.S3Server;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The core in a process of its own, which a test can kill as the kernel or a power cut would. */
public final class CoreProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final Process process;
    private final Path log;
    private final int port;

    private CoreProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts the core on a home folder, new or left by another, with H2 below it and a bucket of the test's S3 server. */
    public static CoreProcess start(Path home, String bucket) {
        try {
            S3Server.shared().writeCredentials(home.resolve("secrets/s3.json"));
            FakeAuthServer.writeIdentity(home.resolve("secrets/identities/platform-core.jwk"));
            var port = freePort();
            var log = Files.createTempFile(home, "core-", ".log");
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx384m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            PlatformCoreApplication.class.getName(),
                            "--server.port=" + port,
                            "--sextant.home=" + home,
                            "--sextant.storage.url=" + S3Server.shared().url(),
                            "--sextant.storage.bucket=" + bucket,
                            "--sextant.security.auth-url="
                                    + FakeAuthServer.shared().url())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            var core = new CoreProcess(process, log, port);
            Runtime.getRuntime().addShutdownHook(new Thread(core::kill));
            core.awaitHealth();
            return core;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int port() {
        return port;
    }

    /** SIGKILL: no hook runs, nothing is flushed. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private void awaitHealth() {
        await().atMost(START_LIMIT).untilAsserted(() -> {
            assertThat(process.isAlive()).as(tail(log.toFile())).isTrue();
            assertThat(isHealthy()).as(tail(log.toFile())).isTrue();
        });
    }

    private boolean isHealthy() {
        var health = URI.create("http://127.0.0.1:" + port + "/actuator/health");
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String tail(File log) {
        try {
            var text = Files.readString(log.toPath());
            return text.substring(Math.max(0, text.length() - 4000));
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
