package dev.sextant.core.variable;

/** Who reads a system variable. */
enum Scope {
    /** Everybody. */
    GLOBAL,
    /** All versions of one plugin. */
    PLUGIN,
    /** One version of one plugin. */
    PACKAGE
}
