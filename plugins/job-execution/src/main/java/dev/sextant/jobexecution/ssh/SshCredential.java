package dev.sextant.jobexecution.ssh;

/** What proves a user to a host; never stored, never printed. */
public sealed interface SshCredential {
    String user();

    /** A private key in any of OpenSSH's formats, without a passphrase. */
    record Key(String user, String privateKey) implements SshCredential {
        @Override
        public String toString() {
            return "Key[" + user + "]";
        }
    }

    /** A password. */
    record Password(String user, String password) implements SshCredential {
        @Override
        public String toString() {
            return "Password[" + user + "]";
        }
    }
}
