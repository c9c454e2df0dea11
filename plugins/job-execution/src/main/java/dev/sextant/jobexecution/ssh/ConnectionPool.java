package dev.sextant.jobexecution.ssh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/** The connections of one user to one host, each shared by a few channels. */
final class ConnectionPool {
    private final int channels;
    private final List<Connection> connections = new ArrayList<>();

    ConnectionPool(int channels) {
        this.channels = channels;
    }

    synchronized @Nullable SshLease take() {
        connections.removeIf(connection -> !connection.session.isOpen());
        return connections.stream()
                .filter(connection -> connection.used < channels)
                .findFirst()
                .map(this::lease)
                .orElse(null);
    }

    synchronized SshLease add(ClientSession session) {
        Connection connection = new Connection(session);
        connections.add(connection);
        return lease(connection);
    }

    synchronized void closeIdle(Duration idle) {
        long before = System.nanoTime() - idle.toNanos();
        connections.removeIf(connection -> {
            boolean close = connection.used == 0 && connection.lastUsed - before < 0;
            if (close) {
                connection.session.close(false);
            }
            return close || !connection.session.isOpen();
        });
    }

    /** True when it holds nothing, and so may be thrown away. */
    synchronized boolean isEmpty() {
        return connections.isEmpty();
    }

    private SshLease lease(Connection connection) {
        connection.used++;
        return new SshLease(connection.session, () -> giveBack(connection));
    }

    private synchronized void giveBack(Connection connection) {
        connection.used--;
        connection.lastUsed = System.nanoTime();
    }

    private static final class Connection {
        private final ClientSession session;
        private int used;
        private long lastUsed = System.nanoTime();

        private Connection(ClientSession session) {
            this.session = session;
        }
    }
}
