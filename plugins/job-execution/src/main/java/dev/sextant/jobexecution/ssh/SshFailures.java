package dev.sextant.jobexecution.ssh;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.InterruptedByTimeoutException;
import java.security.PublicKey;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;

/** Tells the kinds of failure apart. */
final class SshFailures {
    private SshFailures() {}

    static SshFailure ofConnection(IOException failure, InetSocketAddress address) {
        String where = where(address);
        if (has(failure, NoRouteToHostException.class) || says(failure, "unreachable") || says(failure, "no route")) {
            return new SshFailure(SshFailure.Reason.NO_ROUTE, "there is no route to " + where);
        }
        if (says(failure, "refused")) {
            return new SshFailure(SshFailure.Reason.CONNECTION_REFUSED, "nothing listens on " + where);
        }
        if (has(failure, InterruptedByTimeoutException.class)
                || has(failure, SocketTimeoutException.class)
                || has(failure, TimeoutException.class)
                || says(failure, "timeout")
                || says(failure, "timed out")) {
            return new SshFailure(SshFailure.Reason.CONNECT_TIMEOUT, where + " did not answer in time");
        }
        if (has(failure, ConnectException.class) || has(failure, SocketException.class)) {
            return new SshFailure(SshFailure.Reason.NO_ROUTE, where + " cannot be reached: " + failure.getMessage());
        }
        return new SshFailure(
                SshFailure.Reason.CONNECTION_DROPPED, where + " ended the connection: " + failure.getMessage());
    }

    static SshFailure ofSignIn(
            IOException failure, Handshake handshake, PublicKey pinned, InetSocketAddress address, String user) {
        String where = where(address);
        PublicKey offered = handshake.offered();
        if (handshake.refused() && offered != null) {
            return new SshFailure(
                    SshFailure.Reason.HOST_KEY_MISMATCH,
                    where + " shows the host key " + HostKeys.fingerprint(offered) + " but "
                            + HostKeys.fingerprint(pinned)
                            + " is pinned; nothing of the credential was sent. Check the host, then pin its new key");
        }
        if (offered == null && says(failure, "host key")) {
            return new SshFailure(
                    SshFailure.Reason.HOST_KEY_MISMATCH,
                    where + " has no host key of the pinned type "
                            + HostKeys.algorithms(pinned).getFirst());
        }
        if (has(failure, TimeoutException.class) || says(failure, "timeout")) {
            return new SshFailure(SshFailure.Reason.CONNECT_TIMEOUT, where + " did not finish the sign-in in time");
        }
        if (offered == null) {
            return new SshFailure(
                    SshFailure.Reason.CONNECTION_DROPPED, where + " ended the connection before the sign-in");
        }
        if (refusedSignIn(failure)) {
            return new SshFailure(
                    SshFailure.Reason.AUTHENTICATION_FAILED,
                    where + " does not accept the credential of the user " + user);
        }
        return new SshFailure(SshFailure.Reason.CONNECTION_DROPPED, where + " ended the connection during the sign-in");
    }

    private static boolean refusedSignIn(IOException failure) {
        return causes(failure)
                .filter(SshException.class::isInstance)
                .map(SshException.class::cast)
                .anyMatch(cause ->
                        cause.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE
                                || cause.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return causes(failure).anyMatch(type::isInstance);
    }

    private static boolean says(Throwable failure, String text) {
        return causes(failure)
                .anyMatch(cause -> cause.getMessage() != null
                        && cause.getMessage().toLowerCase(Locale.ROOT).contains(text));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10);
    }

    private static String where(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + " port " + address.getPort();
    }
}
