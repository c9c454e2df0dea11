package dev.sextant.core.plugininstance;

import dev.sextant.core.installation.Installation;
import org.springframework.stereotype.Component;

/** How the things of an instance are called on the engine: the same each time, so that they are found again. */
@Component
record InstanceNames(Installation installation) {
    private static final int SHORT = 8;

    /** The network and the prefix of all that belongs to a plugin. */
    String network(String plugin) {
        return "sextant-%s-%s".formatted(installation.id(), plugin);
    }

    String container(PluginInstance instance) {
        var id = instance.id();
        return network(instance.plugin()) + "-" + id.substring(id.length() - SHORT);
    }

    String volume(String plugin, String name) {
        return network(plugin) + "-" + name;
    }
}
