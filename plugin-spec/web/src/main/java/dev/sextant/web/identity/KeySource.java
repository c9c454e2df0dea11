package dev.sextant.web.identity;

import java.security.interfaces.ECPublicKey;
import java.util.Optional;

/** The public keys that tokens may be signed with. */
@FunctionalInterface
public interface KeySource {
    /**
     * The key of this id, or empty when the platform has no such key.
     *
     * @throws IdentityUnavailableException when it cannot be told, because no key set could be fetched yet
     */
    Optional<ECPublicKey> find(String keyId);
}
