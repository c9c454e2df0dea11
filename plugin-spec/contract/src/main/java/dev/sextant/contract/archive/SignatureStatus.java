package dev.sextant.contract.archive;

/** What the signature of a package is worth. */
public sealed interface SignatureStatus {

    /** The list of files is signed by a key that is trusted. */
    record Signed(TrustedKey by) implements SignatureStatus {}

    /** There is no signature, and perhaps no list either. */
    record Unsigned() implements SignatureStatus {}

    /** The signature names a key that is trusted, but the list is not the one that was signed. */
    record Modified(TrustedKey claimed) implements SignatureStatus {}

    /** The signature is of a key that nobody here knows. */
    record UnknownKey(String keyId) implements SignatureStatus {}

    /** The list is signed by a key that was trusted once. */
    record RevokedKey(TrustedKey by) implements SignatureStatus {}
}
