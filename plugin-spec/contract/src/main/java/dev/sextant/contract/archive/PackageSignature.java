package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_SIGNATURE_INVALID;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * A detached signature, {@code package.sig}: Ed25519 over the exact bytes of {@code package.json}, which in turn names the
 * digest of everything else.
 *
 * @param formatVersion version of this format, 1
 * @param keyId the key that signed, {@code sha256:…}
 * @param algorithm always {@code Ed25519}
 * @param signature 64 bytes in base64
 */
public record PackageSignature(int formatVersion, String keyId, String algorithm, String signature) {

    static final int MAX_BYTES = 4096;

    private static final int FORMAT_VERSION = 1;
    private static final int LENGTH = 64;
    private static final Pattern KEY_ID = Pattern.compile("sha256:[0-9a-f]{64}");

    static PackageSignature of(byte[] list, KeyPair keys) {
        try {
            Signature signer = Signature.getInstance(SigningKeys.ALGORITHM);
            signer.initSign(keys.getPrivate());
            signer.update(list);
            String signature = Base64.getEncoder().encodeToString(signer.sign());
            String id = SigningKeys.id(keys.getPublic());
            return new PackageSignature(FORMAT_VERSION, id, SigningKeys.ALGORITHM, signature);
        } catch (GeneralSecurityException e) {
            throw new PackageException(PackageErrorCode.SIGNING_KEY_INVALID, "The key cannot sign", e);
        }
    }

    static PackageSignature read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw refuse("it has more than " + MAX_BYTES + " bytes");
        }
        PackageSignature read;
        try {
            read = PackageIndexJson.JSON.readValue(bytes, PackageSignature.class);
        } catch (JacksonException e) {
            throw refuse(ZipName.printable(String.valueOf(e.getOriginalMessage())));
        }
        if (read == null || read.formatVersion != FORMAT_VERSION || !SigningKeys.ALGORITHM.equals(read.algorithm)) {
            throw refuse("this platform reads format 1 with Ed25519");
        }
        if (read.keyId == null || !KEY_ID.matcher(read.keyId).matches() || read.bytes().length != LENGTH) {
            throw refuse("the key id is sha256: and 64 small hexadecimal digits, the signature 64 bytes in base64");
        }
        return read;
    }

    /** The text of {@code package.sig}. */
    public byte[] write() {
        return PackageIndexJson.JSON.writeValueAsBytes(this);
    }

    /** What it is worth to someone who trusts these keys. */
    SignatureStatus check(byte[] list, Collection<TrustedKey> keys) {
        List<TrustedKey> named = keys.stream()
                .filter(key -> SigningKeys.id(key.key()).equals(keyId))
                .sorted(Comparator.comparing(TrustedKey::revoked).reversed())
                .toList();
        if (named.isEmpty()) {
            return new SignatureStatus.UnknownKey(keyId);
        }
        // A key that is there both trusted and revoked is revoked.
        TrustedKey key = named.get(0);
        if (!verifies(list, key.key())) {
            return new SignatureStatus.Modified(key);
        }
        return key.revoked() ? new SignatureStatus.RevokedKey(key) : new SignatureStatus.Signed(key);
    }

    private boolean verifies(byte[] list, PublicKey key) {
        try {
            Signature verifier = Signature.getInstance(SigningKeys.ALGORITHM);
            verifier.initVerify(key);
            verifier.update(list);
            return verifier.verify(bytes());
        } catch (SignatureException e) {
            // A signature that is no point of the curve, or is written in a second way.
            return false;
        } catch (GeneralSecurityException e) {
            throw new PackageException(PackageErrorCode.SIGNING_KEY_INVALID, "The key cannot verify", e);
        }
    }

    private byte[] bytes() {
        try {
            return signature == null ? new byte[0] : Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static PackageException refuse(String why) {
        return new PackageException(
                PACKAGE_SIGNATURE_INVALID,
                PackageIndex.SIGNATURE + " cannot be read: " + why + "; sign the package again");
    }
}
