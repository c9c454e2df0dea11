package dev.sextant.gateway.route;

import java.net.URI;

/** Where one healthy instance of a plugin listens. */
record PluginInstance(String plugin, String instanceId, URI address) {}
