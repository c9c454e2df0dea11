package dev.sextant.core.plugininstance;

import dev.sextant.core.pluginpackage.PackageImages;
import dev.sextant.core.resource.EngineHost;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes what instances have left and nobody wants any more. Volumes are data: they stay.
 *
 * <p>Everywhere the things are listed before the instances: a row is there before its things, never after.
 */
@Component
class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    private final PluginInstances instances;
    private final InstanceTraces traces;
    private final InstanceSecrets secrets;
    private final PluginIdentities identities;
    private final PackageImages packages;
    private final InstanceNames names;

    Orphans(
            PluginInstances instances,
            InstanceTraces traces,
            InstanceSecrets secrets,
            PluginIdentities identities,
            PackageImages packages,
            InstanceNames names) {
        this.instances = instances;
        this.traces = traces;
        this.secrets = secrets;
        this.identities = identities;
        this.packages = packages;
        this.names = names;
    }

    void removeFrom(EngineHost host, ContainerRuntime runtime) {
        removeContainers(host, runtime);
        removeNetworks(host, runtime);
        removeImages(host, runtime);
    }

    void removeSecrets() {
        var owners = secrets.owners();
        var known = known();
        owners.stream().filter(owner -> !known.contains(owner)).forEach(secrets::remove);
    }

    /** Those whose plugin has no instance left, on any host. */
    void removeIdentities() {
        for (var plugin : traces.identities()) {
            if (instances.findByPlugin(plugin).isEmpty()) {
                identities.remove(plugin);
                traces.forgetIdentity(plugin);
                restore(plugin);
            }
        }
    }

    private void removeContainers(EngineHost host, ContainerRuntime runtime) {
        var containers = runtime.owned();
        var delivered = runtime.delivered();
        var known = Set.copyOf(instances.idsOn(host.id()));
        for (var container : containers) {
            if (container.isOrphan(known)) {
                LOG.info("Removing the container {}: it has no instance any more", container.containerId());
                runtime.remove(container.containerId());
            }
        }
        delivered.stream().filter(owner -> !known.contains(owner)).forEach(runtime::withdraw);
    }

    private void removeNetworks(EngineHost host, ContainerRuntime runtime) {
        var networks = runtime.ownedNetworks();
        var wanted = instances.pluginsOn(host.id()).stream().map(names::network).collect(Collectors.toSet());
        for (var network : networks) {
            if (!wanted.contains(network)) {
                LOG.info("Removing the network {}: its plugin has no instance here any more", network);
                runtime.removeNetwork(network);
            }
        }
    }

    /** Only those that we brought: the engine may have others' too. */
    private void removeImages(EngineHost host, ContainerRuntime runtime) {
        for (var image : traces.images(host.id())) {
            if (!packages.anyHasImage(image) && runtime.removeImage(image)) {
                LOG.info("Removed the image {} from {}: no package has it any more", image, host.name());
                traces.forgetImage(host.id(), image);
            }
        }
    }

    /** An instance that was launched meanwhile has lost its identity: it is given it again. */
    private void restore(String plugin) {
        for (var instance : instances.findByPlugin(plugin)) {
            if (instance.startedAt() != null) {
                traces.noteIdentity(plugin);
                identities.register(
                        plugin,
                        secrets.publicKey(instance),
                        packages.find(instance.packageId()).manifest().permissions());
            }
        }
    }

    private Set<String> known() {
        return new HashSet<>(instances.ids());
    }
}
