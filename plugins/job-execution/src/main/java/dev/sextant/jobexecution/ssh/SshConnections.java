package dev.sextant.jobexecution.ssh;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/** The connections to hosts: shared, reused while they are warm, set up a few at a time. */
public final class SshConnections implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final SshSettings settings;
    private final SshClient client;
    private final SshConnector connector;
    private final HandshakeLimits limits;
    private final byte[] salt = new byte[16];
    private final Map<Identity, ConnectionPool> pools = new ConcurrentHashMap<>();

    public SshConnections(SshSettings settings) {
        this.settings = settings;
        this.client = SshClients.started(settings);
        this.connector = new SshConnector(client, settings);
        this.limits = new HandshakeLimits(settings);
        new SecureRandom().nextBytes(salt);
    }

    /** A place on a connection to the host; waits for its turn, and tries again what passes by itself. */
    public SshLease lease(SshTarget target, SshCredential credential) throws SshFailure, InterruptedException {
        InetSocketAddress address = connector.resolve(target);
        Identity identity = new Identity(target, credential.user(), digest(credential));
        for (int attempt = 1; ; attempt++) {
            try {
                return once(identity, address, target, credential);
            } catch (SshFailure failure) {
                if (attempt >= failure.reason().attempts()) {
                    throw failure;
                }
                Thread.sleep(pause(attempt));
            }
        }
    }

    /** Looks at host keys with the same limits. */
    public HostKeyScan scan() {
        return new HostKeyScan(connector, limits);
    }

    /** Closes what nobody has used for a while. */
    public void sweep() {
        pools.keySet()
                .forEach(identity -> pools.computeIfPresent(identity, (same, pool) -> {
                    pool.closeIdle(settings.idle());
                    return pool.isEmpty() ? null : pool;
                }));
    }

    private SshLease once(Identity identity, InetSocketAddress address, SshTarget target, SshCredential credential)
            throws SshFailure, InterruptedException {
        SshLease free = take(identity);
        if (free != null) {
            return free;
        }
        try (HandshakeLimits.Turn turn = limits.take(address)) {
            SshLease freed = take(identity);
            if (freed != null) {
                return freed;
            }
            return add(identity, connector.connect(address, target, credential));
        }
    }

    private @Nullable SshLease take(Identity identity) {
        ConnectionPool pool = pools.get(identity);
        return pool == null ? null : pool.take();
    }

    private SshLease add(Identity identity, ClientSession session) {
        AtomicReference<SshLease> lease = new AtomicReference<>();
        pools.compute(identity, (same, known) -> {
            ConnectionPool pool = known == null ? new ConnectionPool(settings.channels()) : known;
            lease.set(pool.add(session));
            return pool;
        });
        return lease.get();
    }

    /** Doubles from attempt to attempt, with half of it left to chance so that many do not come at once. */
    private static Duration pause(int attempt) {
        long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(attempt, 10));
        return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }

    /** Tells credentials apart without keeping them. */
    private String digest(SshCredential credential) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            String secret = switch (credential) {
                case SshCredential.Key key -> "key " + key.privateKey();
                case SshCredential.Password password -> "password " + password.password();
            };
            return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        client.stop();
    }

    private record Identity(SshTarget target, String user, String credential) {}
}
