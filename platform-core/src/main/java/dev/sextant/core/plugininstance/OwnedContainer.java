package dev.sextant.core.plugininstance;

/** A container that carries this installation's label. */
record OwnedContainer(String containerId, String instanceId) {}
