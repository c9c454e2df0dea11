package dev.sextant.testsupport.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The system's own {@code sshd} on a free port of 127.0.0.1, or of another address of this machine, with a configuration, host
 * keys and a client key of its own. Started as root it lets root and {@link TestUser}s in, otherwise the current user.
 */
public final class OpenSshServer implements AutoCloseable {
    private static final String SSHD = "/usr/sbin/sshd";

    private final Path folder;
    private final InetAddress address;
    private final int port;
    private final List<String> options;
    private final String clientKey;
    private @Nullable Process daemon;

    private OpenSshServer(Path folder, InetAddress address, int port, List<String> options) throws IOException {
        this.folder = folder;
        this.address = address;
        this.port = port;
        this.options = options;
        generateKey("host_key");
        generateKey("client_key");
        clientKey = Files.readString(folder.resolve("client_key"));
        Files.delete(folder.resolve("client_key"));
        Files.move(folder.resolve("client_key.pub"), folder.resolve("authorized_keys"));
    }

    /** Starts a server; the options are lines of sshd_config, such as {@code MaxStartups 3:50:5}. */
    public static OpenSshServer start(String... options) {
        return startAt(InetAddress.ofLiteral("127.0.0.1"), options);
    }

    /** Starts a server at an address of this machine, such as the one under which containers find it. */
    public static OpenSshServer startAt(InetAddress address, String... options) {
        if (!Files.isExecutable(Path.of(SSHD))) {
            throw new IllegalStateException(SSHD + " is missing: install the package openssh-server");
        }
        try (ServerSocket free = new ServerSocket(0, 1, address)) {
            Path folder = Files.createTempDirectory("sextant-sshd");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            int port = free.getLocalPort();
            free.close();
            OpenSshServer server = new OpenSshServer(folder, address, port, List.of(options));
            Runtime.getRuntime().addShutdownHook(new Thread(server::pause));
            server.resume();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String address() {
        return address.getHostAddress();
    }

    public int port() {
        return port;
    }

    /** The user that started this process: the one who can always sign in with {@link #clientKey()}. */
    public String user() {
        return System.getProperty("user.name");
    }

    /** The host key as OpenSSH writes it, {@code type base64}. */
    public String hostKey() {
        return publicPart("host_key.pub");
    }

    /** The private key, in OpenSSH's format, that every user of this server accepts. */
    public String clientKey() {
        return clientKey;
    }

    /** What the server has logged so far. */
    public String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Stops listening and cuts every connection, as when the host's network goes; what runs on the host goes on. */
    public void pause() {
        Process running = daemon;
        if (running == null) {
            return;
        }
        running.destroy();
        await(() -> !running.isAlive(), "sshd to stop");
        cutConnections();
        daemon = null;
    }

    /** Listens again on the same port. */
    public void resume() {
        if (daemon != null) {
            return;
        }
        try {
            Files.createDirectories(Path.of("/run/sshd"));
        } catch (IOException notRoot) {
            // Only root needs the folder for privilege separation.
        }
        try {
            Files.write(folder.resolve("sshd_config"), configuration());
            daemon = new ProcessBuilder(
                            SSHD,
                            "-D",
                            "-e",
                            "-f",
                            folder.resolve("sshd_config").toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("log").toFile()))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        await(this::answers, "sshd to listen");
    }

    /** Kills the server's side of every connection; what runs on the host goes on. */
    public void cutConnections() {
        ProcessHandle.allProcesses().filter(this::servesConnection).forEach(ProcessHandle::destroyForcibly);
    }

    /** Shows another host key from now on. */
    public void swapHostKey() {
        pause();
        try {
            Files.delete(folder.resolve("host_key"));
            Files.delete(folder.resolve("host_key.pub"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        generateKey("host_key");
        resume();
    }

    @Override
    public void close() {
        pause();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void generateKey(String name) {
        Commands.run(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                folder.resolve(name).toString());
    }

    private String publicPart(String name) {
        try {
            String[] parts = Files.readString(folder.resolve(name)).split(" ");
            return parts[0] + " " + parts[1].strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<String> configuration() {
        List<String> lines = new ArrayList<>(options);
        lines.addAll(List.of(
                "ListenAddress " + address(),
                "Port " + port,
                "HostKey " + folder.resolve("host_key"),
                "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
                "PermitRootLogin yes",
                "PasswordAuthentication yes",
                "KbdInteractiveAuthentication no",
                "UsePAM no",
                "UseDNS no",
                "StrictModes no",
                "PidFile none",
                "LogLevel VERBOSE"));
        return lines;
    }

    /** A process of one connection holds the accepted socket; it is found by its peer among the listener's sockets. */
    private boolean servesConnection(ProcessHandle process) {
        if (!process.info().command().orElse("").startsWith("/usr/sbin/sshd")
                && !process.info().command().orElse("").contains("/sshd-session")) {
            return false;
        }
        Process running = daemon;
        return SocketsOfPort.heldBy(process.pid(), port) && (running == null || process.pid() != running.pid());
    }

    private boolean answers() {
        Process running = daemon;
        if (running != null && !running.isAlive()) {
            throw new IllegalStateException("sshd did not start: " + log());
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void await(java.util.function.BooleanSupplier condition, String what) {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("waited in vain for " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
