package dev.sextant.core.pluginpackage;

import dev.sextant.contract.archive.SignatureStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a package's signature is worth at a moment, by the trust store of that moment.
 *
 * @param verdict what it is worth
 * @param keyId the key that the signature names; none where there is no signature
 * @param keyName whose key that is, where it is known
 */
record Verdict(
        SignatureVerdict verdict,
        @Nullable String keyId,
        @Nullable String keyName) {
    static final Verdict UNSIGNED = new Verdict(SignatureVerdict.UNSIGNED, null, null);

    static Verdict of(SignatureStatus status) {
        return switch (status) {
            case SignatureStatus.Signed signed ->
                new Verdict(
                        SignatureVerdict.SIGNED, signed.by().id(), signed.by().owner());
            case SignatureStatus.Unsigned unsigned -> UNSIGNED;
            case SignatureStatus.UnknownKey unknown -> new Verdict(SignatureVerdict.UNKNOWN_KEY, unknown.keyId(), null);
            case SignatureStatus.RevokedKey revoked ->
                new Verdict(
                        SignatureVerdict.REVOKED_KEY,
                        revoked.by().id(),
                        revoked.by().owner());
            case SignatureStatus.Modified modified ->
                new Verdict(
                        SignatureVerdict.MODIFIED,
                        modified.claimed().id(),
                        modified.claimed().owner());
        };
    }

    /** Whether somebody has to vouch for the package before it is registered. */
    boolean needsAcceptance() {
        return verdict == SignatureVerdict.UNSIGNED || verdict == SignatureVerdict.UNKNOWN_KEY;
    }

    /** The verdict in words, as the end of a sentence that begins with the package's name. */
    String words() {
        return switch (verdict) {
            case SIGNED -> "is signed by %s".formatted(keyName);
            case UNSIGNED -> "is not signed";
            case UNKNOWN_KEY -> "is signed with the key %s, which is not in the trust store".formatted(keyId);
            case REVOKED_KEY -> "is signed with the key of %s, which is revoked".formatted(keyName);
            case MODIFIED -> "names the key of %s, which has not signed this list".formatted(keyName);
        };
    }
}
