package dev.sextant.core.pluginpackage.compare;

/** What became of a part of a plugin. */
public enum Change {
    ADDED,
    REMOVED,
    CHANGED
}
