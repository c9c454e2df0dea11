package dev.sextant.jobexecution.ssh;

/** Why a host could not be reached; at this point nothing has been started on it. */
public final class SshFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    SshFailure(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** The kinds of failure; each knows how often it is worth another attempt. */
    public enum Reason {
        CONNECT_TIMEOUT(2, true),
        CONNECTION_REFUSED(3, true),
        NO_ROUTE(2, true),
        NAME_NOT_RESOLVED(1, true),
        /** The host ended the connection before a sign-in: sshd does so above MaxStartups, and it passes. */
        CONNECTION_DROPPED(12, true),
        ADDRESS_REFUSED(1, false),
        HOST_KEY_MISMATCH(1, false),
        INVALID_HOST_KEY(1, false),
        INVALID_CREDENTIAL(1, false),
        AUTHENTICATION_FAILED(1, false);

        private final int attempts;
        private final boolean unreachable;

        Reason(int attempts, boolean unreachable) {
            this.attempts = attempts;
            this.unreachable = unreachable;
        }

        int attempts() {
            return attempts;
        }

        /** True when the host was not reached, false when it or we refused. */
        public boolean unreachable() {
            return unreachable;
        }
    }
}
