package dev.sextant.core.plugininstance;

/** Where an upgrade stands. */
enum UpgradeState {
    /** The plugin keeps data: the old instances end before the new ones may begin. */
    STOPPING_OLD,
    /** The new instances are becoming healthy; nobody calls them yet. */
    LAUNCHING,
    /** The new instances are called; what the old ones had begun comes to its end. */
    DRAINING,
    /** The old instances are being removed. */
    RETIRING,
    SUCCEEDED,
    /** It is taken back: the new instances are being removed. */
    RETURNING,
    /** It is taken back: the old instances are becoming healthy again. */
    RESTORING,
    RETURNED;

    boolean isOver() {
        return this == SUCCEEDED || this == RETURNED;
    }

    /** Whether somebody may still take it back. */
    boolean isAbortable() {
        return this == STOPPING_OLD || this == LAUNCHING;
    }
}
