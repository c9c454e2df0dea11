package dev.sextant.core.pluginpackage;

/** What becomes of packages that nobody has signed whose key is trusted. */
enum UnsignedPolicy {
    /** They are registered when somebody accepts them explicitly. */
    ASK,
    /** They are refused, at the upload already: the setting for production. */
    REFUSE
}
