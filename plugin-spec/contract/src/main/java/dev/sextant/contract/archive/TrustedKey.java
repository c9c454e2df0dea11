package dev.sextant.contract.archive;

import java.security.PublicKey;

/**
 * A public key whose packages are believed to come from its owner.
 *
 * @param id digest of the key, {@code sha256:…}
 * @param owner who signs with it, for people
 * @param key the Ed25519 key
 * @param revoked whether it is trusted no longer; its packages are then told from those of strangers
 */
public record TrustedKey(String id, String owner, PublicKey key, boolean revoked) {

    /** A key that is trusted. */
    public static TrustedKey of(String owner, PublicKey key) {
        return new TrustedKey(SigningKeys.id(key), owner, key, false);
    }

    /** A key that is trusted, from a PEM text ({@code BEGIN PUBLIC KEY}). */
    public static TrustedKey fromPem(String owner, String pem) {
        return of(owner, SigningKeys.publicKey(pem));
    }

    /** The same key, trusted no longer. */
    public TrustedKey revoke() {
        return new TrustedKey(id, owner, key, true);
    }
}
