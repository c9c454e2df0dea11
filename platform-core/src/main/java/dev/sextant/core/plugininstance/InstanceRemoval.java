package dev.sextant.core.plugininstance;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes away all that belongs to an instance, its row last; the plugin's data stays for its next instance. */
@Component
class InstanceRemoval {
    private final PluginInstances instances;
    private final InstanceChanges changes;
    private final Engines engines;
    private final InstanceSecrets secrets;
    private final PluginIdentities identities;
    private final InstanceNames names;
    private final RuntimeSettings settings;

    InstanceRemoval(
            PluginInstances instances,
            InstanceChanges changes,
            Engines engines,
            InstanceSecrets secrets,
            PluginIdentities identities,
            InstanceNames names,
            RuntimeSettings settings) {
        this.instances = instances;
        this.changes = changes;
        this.engines = engines;
        this.secrets = secrets;
        this.identities = identities;
        this.names = names;
        this.settings = settings;
    }

    /** Removes the instance; null, for there is nothing to wait for afterwards. */
    @Nullable Duration remove(PluginInstance instance) {
        var runtime = engines.of(instance);
        runtime.stop(container(instance), settings.stopGrace());
        runtime.remove(container(instance));
        runtime.withdraw(instance.id());
        secrets.remove(instance.id());
        var siblings = instances.findByPlugin(instance.plugin());
        if (siblings.stream()
                .noneMatch(other ->
                        isOther(other, instance) && other.resourceHostId().equals(instance.resourceHostId()))) {
            runtime.removeNetwork(network(instance));
        }
        if (siblings.stream().noneMatch(other -> isOther(other, instance))) {
            identities.remove(instance.plugin());
        } else {
            identities.removeKey(instance.plugin(), instance.id());
        }
        return changes.delete(instance) ? null : Duration.ZERO;
    }

    private static boolean isOther(PluginInstance one, PluginInstance instance) {
        return !one.id().equals(instance.id());
    }

    /** The container by the id that was noted or, before one was, by its name. */
    String container(PluginInstance instance) {
        var noted = instance.containerId();
        return noted == null ? names.container(instance) : noted;
    }

    String network(PluginInstance instance) {
        return names.network(instance.plugin());
    }
}
