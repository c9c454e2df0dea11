package dev.sextant.core.pluginpackage.compare;

/** What a difference does to a workflow that was drawn for the version before. */
public enum Effect {
    /** It goes on as it was. */
    COMPATIBLE,
    /** It goes on, but something about it is no longer as it was. */
    NOTABLE,
    /** It can no longer be deployed as it is, or means something else. */
    BREAKING
}
