package dev.sextant.contract.archive;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The list of a package as it was packed, and what vouches for it; kept, it can be judged again without the package.
 *
 * @param list the exact bytes of {@code package.json}
 * @param signature the signature over them, if there is one
 */
public record ListSeal(byte[] list, @Nullable PackageSignature signature) {

    /** A seal that was kept: the bytes of {@code package.json} and of {@code package.sig}. */
    public static ListSeal of(byte[] list, byte[] signature) {
        return new ListSeal(list.clone(), PackageSignature.read(signature));
    }

    /** What its signature is worth to someone who trusts these keys. */
    public SignatureStatus check(Collection<TrustedKey> keys) {
        return signature == null ? new SignatureStatus.Unsigned() : signature.check(list, keys);
    }

    @Override
    public String toString() {
        return "ListSeal[" + list.length + " bytes, signature=" + signature + "]";
    }
}
