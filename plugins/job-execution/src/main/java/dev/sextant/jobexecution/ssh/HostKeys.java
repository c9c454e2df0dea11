package dev.sextant.jobexecution.ssh;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;

/** Host keys as OpenSSH writes them. */
final class HostKeys {
    private HostKeys() {}

    static PublicKey parse(String hostKey) throws SshFailure {
        try {
            PublicKey key = PublicKeyEntry.parsePublicKeyEntry(hostKey.strip()).resolvePublicKey(null, null, null);
            if (key != null) {
                return key;
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unreadable) {
            // Told below.
        }
        throw new SshFailure(
                SshFailure.Reason.INVALID_HOST_KEY, "the pinned host key is not one: it is written as type and base64");
    }

    static String fingerprint(PublicKey key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }

    static String write(PublicKey key) {
        return PublicKeyEntry.toString(key);
    }

    /** The algorithms to offer so that a host with several keys shows the pinned one. */
    static List<String> algorithms(PublicKey key) {
        String type = KeyUtils.getKeyType(key);
        return "ssh-rsa".equals(type) ? List.of("rsa-sha2-512", "rsa-sha2-256") : List.of(type);
    }
}
