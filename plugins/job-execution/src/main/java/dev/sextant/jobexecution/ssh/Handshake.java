package dev.sextant.jobexecution.ssh;

import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.jspecify.annotations.Nullable;

/** What one connection expects of the host's key, and what it saw: attached to the connection before it is made. */
final class Handshake {
    private static final AttributeKey<Handshake> ATTACHED = new AttributeKey<>();

    private final @Nullable PublicKey pinned;
    private final List<String> algorithms;
    private volatile @Nullable PublicKey offered;
    private volatile boolean refused;

    private Handshake(@Nullable PublicKey pinned, List<String> algorithms) {
        this.pinned = pinned;
        this.algorithms = algorithms;
    }

    static Handshake expecting(PublicKey pinned) {
        return new Handshake(pinned, HostKeys.algorithms(pinned));
    }

    /** Accepts no key: only looks at the one that is offered for the algorithms. */
    static Handshake looking(List<String> algorithms) {
        return new Handshake(null, algorithms);
    }

    org.apache.sshd.common.AttributeRepository attributes() {
        return org.apache.sshd.common.AttributeRepository.ofKeyValuePair(ATTACHED, this);
    }

    /** The key that the host showed, if it came so far. */
    @Nullable PublicKey offered() {
        return offered;
    }

    /** Did the host show another key than the pinned one? */
    boolean refused() {
        return refused;
    }

    private boolean accept(PublicKey key) {
        offered = key;
        PublicKey expected = pinned;
        boolean same = expected != null && KeyUtils.compareKeys(expected, key);
        refused = !same;
        return same;
    }

    private static @Nullable Handshake of(Session session) {
        return session instanceof ClientSession client && client.getConnectionContext() != null
                ? client.getConnectionContext().getAttribute(ATTACHED)
                : null;
    }

    /** A connection without an expectation is refused, as is every key but the pinned one. */
    static final class Verifier implements ServerKeyVerifier {
        @Override
        public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
            Handshake handshake = of(session);
            return handshake != null && handshake.accept(key);
        }
    }

    /** Offers only the algorithms of the pinned key's type. */
    static final class Proposals implements SessionListener {
        @Override
        public void sessionNegotiationOptionsCreated(Session session, Map<KexProposalOption, String> proposal) {
            Handshake handshake = of(session);
            if (handshake != null) {
                proposal.put(KexProposalOption.SERVERKEYS, String.join(",", handshake.algorithms));
            }
        }
    }
}
