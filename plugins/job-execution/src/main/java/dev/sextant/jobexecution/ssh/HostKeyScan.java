package dev.sextant.jobexecution.ssh;

import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;

/** Asks a host for the keys that it shows, so that a person can compare and pin one of them. */
public final class HostKeyScan {
    private static final List<List<String>> TYPES =
            List.of(List.of("ssh-ed25519"), List.of("ecdsa-sha2-nistp256"), List.of("rsa-sha2-512", "rsa-sha2-256"));

    private final SshConnector connector;
    private final HandshakeLimits limits;

    HostKeyScan(SshConnector connector, HandshakeLimits limits) {
        this.connector = connector;
        this.limits = limits;
    }

    /** The host's keys, at most one of each type. */
    public List<OfferedKey> of(String address, int port) throws SshFailure, InterruptedException {
        InetSocketAddress resolved = connector.resolve(new SshTarget(address, port, ""));
        List<OfferedKey> found = new ArrayList<>();
        for (List<String> algorithms : TYPES) {
            try (HandshakeLimits.Turn turn = limits.take(resolved)) {
                PublicKey key = connector.look(resolved, algorithms);
                if (key != null) {
                    found.add(OfferedKey.of(key));
                }
            }
        }
        return found;
    }

    /** A host key, and the fingerprint that {@code ssh-keygen -l} shows for it. */
    public record OfferedKey(String type, String key, String fingerprint) {
        static OfferedKey of(PublicKey key) {
            String written = HostKeys.write(key);
            return new OfferedKey(written.substring(0, written.indexOf(' ')), written, HostKeys.fingerprint(key));
        }
    }
}
