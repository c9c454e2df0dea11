package dev.sextant.core.plugininstance;

/** How a plugin instance should be. */
enum DesiredState {
    RUNNING,
    STOPPED,
    REMOVED
}
