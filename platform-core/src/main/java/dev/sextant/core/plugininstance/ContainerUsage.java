package dev.sextant.core.plugininstance;

/** What a container uses now: processor in percent of one core, memory in bytes. */
record ContainerUsage(double cpuPercent, long memoryBytes) {}
