package dev.sextant.core.pluginpackage;

/** What the signature of a package is worth. */
enum SignatureVerdict {
    /** A key that is trusted has signed it. */
    SIGNED,
    /** Nobody has signed it. */
    UNSIGNED,
    /** A key has signed it, or so it says, that is not in the trust store. */
    UNKNOWN_KEY,
    /** A key has signed it that was trusted once. */
    REVOKED_KEY,
    /** It names a key of the trust store, which has not signed it. */
    MODIFIED
}
