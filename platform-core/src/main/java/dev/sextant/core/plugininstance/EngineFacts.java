package dev.sextant.core.plugininstance;

/** What a container engine says of itself and its machine. */
record EngineFacts(String version, int cpus, long memoryBytes) {}
