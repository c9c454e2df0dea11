package dev.sextant.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real S3 server (s3proxy on a temporary folder) that checks SigV4 signatures made with generated credentials. */
public final class S3Server implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    /** The server dies with us, even by SIGKILL: the shell waits for the end of its standard input. */
    private static final String SUPERVISOR = "\"$@\" </dev/null & p=$!; read _; kill $p; wait $p";

    /** Kept ready for plugins, as the launcher's server keeps many. */
    private static final List<String> READY = List.of("plugin-00", "plugin-01", "plugin-02");

    /** All other names, some of which a test may come to; a name that nobody claims is open to every key. */
    private static final List<String> REST = List.of(
            "[!p]*",
            "p[!l]*",
            "pl[!u]*",
            "plu[!g]*",
            "plug[!i]*",
            "plugi[!n]*",
            "plugin",
            "plugin[!-]*",
            "plugin-",
            "plugin-[!0]*",
            "plugin-0",
            "plugin-0[!0-2]*",
            "plugin-0[0-2]?*");

    private static final Object SHARED_LOCK = new Object();
    private static @Nullable S3Server shared;

    private final Path folder;
    private final int port;
    private final String accessKey = randomHex(10);
    private final String secretKey = randomHex(20);
    private Process process;

    private S3Server(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        Files.createDirectories(folder.resolve("objects"));
        writeSettings();
        this.process = launch();
    }

    /** The one server of this JVM; it ends with the JVM. */
    public static S3Server shared() {
        synchronized (SHARED_LOCK) {
            var running = shared;
            if (running == null) {
                running = start();
                Runtime.getRuntime().addShutdownHook(new Thread(running::close));
                shared = running;
            }
            return running;
        }
    }

    /** A server of one's own. */
    public static S3Server start() {
        try {
            var server = new S3Server(Files.createTempDirectory("sextant-s3-"), freePort());
            server.awaitReady();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public String accessKey() {
        return accessKey;
    }

    public String secretKey() {
        return secretKey;
    }

    /** Writes the credentials in the form that the platform reads: {@code {"accessKey","secretKey"}}. */
    public Path writeCredentials(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.writeString(file, """
                    {"accessKey":"%s","secretKey":"%s"}
                    """.formatted(accessKey, secretKey));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Writes the buckets that are ready for plugins in the form that the platform reads: {@code [{"bucket","accessKey","secretKey"}]}.
     * Each credential opens its bucket alone.
     */
    public Path writePluginBuckets(Path file) {
        var ready = READY.stream()
                .map(bucket -> "{\"bucket\":\"%s\",\"accessKey\":\"%s\",\"secretKey\":\"%s\"}"
                        .formatted(bucket, keyOf(bucket), secretOf(bucket)))
                .toList();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.writeString(file, ready.toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The folder in which the server keeps its objects: for tests that damage one behind the server's back. */
    public Path objects() {
        return folder.resolve("objects");
    }

    /** Ends the server as a power cut would; {@link #restart()} brings it back with the same objects. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    public void restart() {
        try {
            process = launch();
            awaitReady();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                kill();
            }
            delete(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private void writeSettings() throws IOException {
        writeSettings("s3proxy.conf", accessKey, secretKey, REST);
        for (var bucket : READY) {
            writeSettings(bucket + ".conf", keyOf(bucket), secretOf(bucket), List.of(bucket));
        }
    }

    private void writeSettings(String file, String key, String secret, List<String> claims) throws IOException {
        var text = new StringBuilder("""
                s3proxy.authorization=aws-v4
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.identity=unused
                jclouds.credential=unused
                jclouds.filesystem.basedir=%s
                """.formatted(port, key, secret, folder.resolve("objects")));
        for (int i = 0; i < claims.size(); i++) {
            text.append("s3proxy.bucket-locator.%d=%s%n".formatted(i + 1, claims.get(i)));
        }
        Files.writeString(folder.resolve(file), text);
    }

    private String keyOf(String bucket) {
        return bucket + "-" + accessKey;
    }

    private String secretOf(String bucket) {
        return secretKey + "-" + bucket;
    }

    private Process launch() throws IOException {
        var command = new ArrayList<>(List.of(
                "sh",
                "-c",
                SUPERVISOR,
                "s3proxy",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-jar",
                artifact().toString()));
        for (var settings : Stream.concat(Stream.of("s3proxy"), READY.stream()).toList()) {
            command.addAll(
                    List.of("--properties", folder.resolve(settings + ".conf").toString()));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    /** The pinned artifact: the build declares it, so the local repository holds it. */
    private static Path artifact() {
        var version = new Properties();
        try (var properties = S3Server.class.getResourceAsStream("s3proxy.properties")) {
            version.load(properties);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        var number = version.getProperty("version");
        var jar = localRepository()
                .resolve("org/gaul/s3proxy/%s/s3proxy-%s-jar-with-dependencies.jar".formatted(number, number));
        if (Files.notExists(jar)) {
            throw new IllegalStateException(
                    jar + " is missing: build deploy/test-support once, it brings the artifact");
        }
        return jar;
    }

    private static Path localRepository() {
        var given = System.getProperty("maven.repo.local", System.getProperty("localRepository"));
        return given == null ? Path.of(System.getProperty("user.home"), ".m2", "repository") : Path.of(given);
    }

    private void awaitReady() throws IOException {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("s3proxy did not start:\n" + Files.readString(folder.resolve("log")));
            }
            pause();
        }
    }

    private boolean accepts() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for s3proxy", interrupted);
        }
    }

    private static String randomHex(int bytes) {
        var random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
