package dev.sextant.contract.archive;

/** What the signature of a package is worth. */
public sealed interface SignatureStatus {

    /**
     * The list of files is signed by a key that is trusted.
     *
     * @param by the key that signed
     */
    record Signed(TrustedKey by) implements SignatureStatus {}

    /** There is no signature, and perhaps no list either. */
    record Unsigned() implements SignatureStatus {}

    /**
     * The signature names a key that is trusted, but the list is not the one that was signed.
     *
     * @param claimed the key that the signature names
     */
    record Modified(TrustedKey claimed) implements SignatureStatus {}

    /**
     * The signature is of a key that nobody here knows.
     *
     * @param keyId the id that the signature gives
     */
    record UnknownKey(String keyId) implements SignatureStatus {}

    /**
     * The list is signed by a key that was trusted once.
     *
     * @param by the key that signed
     */
    record RevokedKey(TrustedKey by) implements SignatureStatus {}
}
