package dev.sextant.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A real MariaDB server (the machine's own {@code mariadbd}) on a temporary folder and a free port of the loopback. */
public final class MariaDbServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    /** The server dies with us, even by SIGKILL: the shell waits for the end of its standard input. */
    private static final String SUPERVISOR = "\"$@\" </dev/null & p=$!; read _; kill $p; wait $p";

    private static final Object SHARED_LOCK = new Object();

    @SuppressWarnings("NullAway.Init")
    private static MariaDbServer shared;

    private final Process process;
    private final Path folder;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();

    private MariaDbServer(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** The one server of this JVM; it ends with the JVM. */
    public static MariaDbServer shared() {
        synchronized (SHARED_LOCK) {
            if (shared == null) {
                shared = start();
                Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
            }
            return shared;
        }
    }

    /** A server of one's own, with full durability (one flush of the log for each commit), as in production. */
    public static MariaDbServer start(String... options) {
        try {
            Path folder = Files.createTempDirectory("sextant-mariadb-");
            install(folder);
            int port = freePort();
            var server = new MariaDbServer(launch(folder, port, List.of(options)), folder, port);
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates an empty database and returns its JDBC URL, credentials included. */
    public String createDatabase() {
        String name = "sextant_" + databases.incrementAndGet();
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " character set utf8mb4 collate utf8mb4_bin");
        } catch (SQLException e) {
            throw new IllegalStateException("MariaDB refused to create the database " + name, e);
        }
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + name
                + "?user=root&password=&nullDatabaseMeansCurrent=true&allowPublicKeyRetrieval=true";
    }

    public int port() {
        return port;
    }

    /** The operating system's id of the process that carries the server: for tests that pause or kill it. */
    public long pid() {
        return process.children().findFirst().map(ProcessHandle::pid).orElseGet(process::pid);
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void install(Path folder) throws IOException {
        run(
                folder,
                List.of(
                        "mariadb-install-db",
                        "--no-defaults",
                        "--user=root",
                        "--datadir=" + folder.resolve("data"),
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db",
                        "--skip-name-resolve"));
    }

    private static Process launch(Path folder, int port, List<String> options) throws IOException {
        var command = new java.util.ArrayList<>(List.of(
                "sh",
                "-c",
                SUPERVISOR,
                "mariadbd",
                "mariadbd",
                "--no-defaults",
                "--user=root",
                "--datadir=" + folder.resolve("data"),
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--skip-name-resolve",
                "--max-connections=300",
                "--innodb-buffer-pool-size=256M"));
        command.addAll(options);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static void run(Path folder, List<String> command) throws IOException {
        try {
            Path log = folder.resolve("install.log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command.getFirst() + " failed:\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while MariaDB was being installed", e);
        }
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try (Connection connection = connect()) {
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    String log = Files.readString(folder.resolve("log"));
                    close();
                    throw new IllegalStateException("mariadbd did not start:\n" + log, e);
                }
                pause();
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/?connectTimeout=1000", "root", "");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for MariaDB", e);
        }
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
