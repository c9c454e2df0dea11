package dev.sextant.core.trust;

import dev.sextant.contract.archive.SigningKeys;
import dev.sextant.contract.archive.TrustedKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key of the trust store.
 *
 * @param id its id here
 * @param keyId the name of the key itself: {@code sha256:} and the digest of its public part
 * @param name who signs with it, for people
 * @param publicKey the Ed25519 key in PEM
 * @param addedAt since when it is trusted
 * @param addedBy who said so
 * @param revocation since when it is not, if that is so
 * @param revision counts its changes
 */
public record StoredKey(
        String id,
        String keyId,
        String name,
        String publicKey,
        Instant addedAt,
        String addedBy,
        @Nullable Revocation revocation,
        long revision) {

    /**
     * The end of the trust in a key; it is never taken back.
     *
     * @param at since when
     * @param by who said so
     * @param reason why
     */
    public record Revocation(Instant at, String by, String reason) {}

    /** The key as packages are judged by it. */
    public TrustedKey trusted() {
        return new TrustedKey(keyId, name, SigningKeys.publicKey(publicKey), revocation != null);
    }
}
