package dev.sextant.core.plugininstance;

/** An instance has another state, address or wish than before, or is gone; published within the transaction. */
public record InstanceChanged(String instanceId) {}
