package dev.sextant.core.plugininstance;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes away all that belongs to an instance, its row last; the plugin's data stays for its next instance. */
@Component
class InstanceRemoval {
    private final PluginInstances instances;
    private final InstanceChanges changes;
    private final ContainerRuntime runtime;
    private final InstanceSecrets secrets;
    private final PluginIdentities identities;
    private final InstanceNames names;
    private final RuntimeSettings settings;

    InstanceRemoval(
            PluginInstances instances,
            InstanceChanges changes,
            ContainerRuntime runtime,
            InstanceSecrets secrets,
            PluginIdentities identities,
            InstanceNames names,
            RuntimeSettings settings) {
        this.instances = instances;
        this.changes = changes;
        this.runtime = runtime;
        this.secrets = secrets;
        this.identities = identities;
        this.names = names;
        this.settings = settings;
    }

    /** Removes the instance; null, for there is nothing to wait for afterwards. */
    @Nullable Duration remove(PluginInstance instance) {
        runtime.stop(container(instance), settings.stopGrace());
        runtime.remove(container(instance));
        secrets.remove(instance.id());
        if (instances.findByPlugin(instance.plugin()).size() == 1) {
            identities.remove(instance.plugin());
            runtime.removeNetwork(network(instance));
        } else {
            identities.removeKey(instance.plugin(), instance.id());
        }
        return changes.delete(instance) ? null : Duration.ZERO;
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
