package dev.sextant.core.plugininstance;

/** How a plugin instance is. */
enum InstanceState {
    STARTING,
    HEALTHY,
    UNHEALTHY,
    STOPPING,
    STOPPED,
    FAILED
}
