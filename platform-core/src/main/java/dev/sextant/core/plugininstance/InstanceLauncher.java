package dev.sextant.core.plugininstance;

import dev.sextant.container.ClosedProfile;
import dev.sextant.contract.manifest.Capability;
import dev.sextant.contract.manifest.ContainerSpec;
import dev.sextant.contract.manifest.ManifestFormat;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.installation.Installation;
import dev.sextant.core.pluginpackage.LaunchablePackage;
import dev.sextant.core.pluginpackage.PackageImages;
import dev.sextant.core.resource.EngineHost;
import java.net.URI;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Brings about what an instance needs, step by step; each step finds what an interrupted one has left. */
@Component
class InstanceLauncher {
    static final String DATA = "/data";
    private static final String DATA_VOLUME = "data";

    private final Engines engines;
    private final PackageImages packages;
    private final InstanceSecrets secrets;
    private final Outside outside;
    private final InstanceNames names;
    private final Surroundings surroundings;
    private final RuntimeSettings settings;

    InstanceLauncher(
            Engines engines,
            PackageImages packages,
            InstanceSecrets secrets,
            Outside outside,
            InstanceNames names,
            Surroundings surroundings,
            RuntimeSettings settings) {
        this.engines = engines;
        this.packages = packages;
        this.secrets = secrets;
        this.outside = outside;
        this.names = names;
        this.surroundings = surroundings;
        this.settings = settings;
    }

    /** Refuses a manifest that asks for what the closed profile does not give, before the engine is called. */
    static void check(LaunchablePackage launched) {
        var container = container(launched.manifest());
        ContainerProfile.check(
                launched.imageId(),
                container.memory(),
                container.cpu(),
                mountPoints(launched.manifest()).values(),
                hasWritableRoot(launched.manifest()));
    }

    /** Makes the instance's container, or finds it; it does not run yet. */
    String place(PluginInstance instance) {
        var launched = packages.find(instance.packageId());
        check(launched);
        var host = engines.host(instance.resourceHostId());
        var runtime = engines.of(host);
        if (!runtime.hasImage(launched.imageId())) {
            outside.traces().noteImage(host.id(), launched.imageId());
            packages.passImage(launched.id(), runtime::load);
            if (!runtime.hasImage(launched.imageId())) {
                throw new ProblemException(
                        InstanceError.IMAGE_DIFFERS,
                        "The engine loaded the image of %s, but not under its digest %s"
                                .formatted(instance.plugin(), launched.imageId()));
            }
        }
        var gateway = runtime.ensureNetwork(names.network(instance.plugin()), true);
        secrets.provide(launched, gateway);
        // What is made of a sub-system while the container is described goes with the identity.
        outside.traces().noteIdentity(instance.plugin());
        if (reachesTargets(launched.manifest())) {
            runtime.ensureNetwork(settings.targetsNetwork(), false);
        }
        return runtime.create(profile(instance, launched, gatewayUrl(host, gateway)));
    }

    /** Starts the instance's container, with its secrets in place and its identity known. */
    void start(PluginInstance instance, String containerId) {
        var manifest = packages.find(instance.packageId()).manifest();
        var folder = secrets.ensure(instance);
        outside.traces().noteIdentity(instance.plugin());
        outside.identities().register(instance.plugin(), secrets.publicKey(instance), manifest.permissions());
        var runtime = engines.of(instance);
        runtime.deliver(instance.id(), folder);
        runtime.start(containerId);
    }

    private String gatewayUrl(EngineHost host, String gateway) {
        var limits = host.limits();
        if (limits.gatewayUrl() != null) {
            return limits.gatewayUrl();
        }
        return host.publishAddress() != null
                ? surroundings.installation().gatewayUrl().toString()
                : "http://%s:%d"
                        .formatted(gateway, port(surroundings.installation().gatewayUrl()));
    }

    private ContainerProfile profile(PluginInstance instance, LaunchablePackage launched, String gatewayUrl) {
        var manifest = launched.manifest();
        var container = container(manifest);
        return new ContainerProfile(
                names.container(instance),
                launched.imageId(),
                Map.of(
                        Labels.INSTALLATION, surroundings.installation().id(),
                        Labels.INSTANCE, instance.id(),
                        Labels.PLUGIN, instance.plugin(),
                        Labels.VERSION, instance.version(),
                        Labels.DIGEST, launched.imageId()),
                environment(instance, manifest, gatewayUrl),
                container.memory(),
                container.cpu(),
                names.network(instance.plugin()),
                reachesTargets(manifest) ? settings.targetsNetwork() : null,
                secrets.ensure(instance),
                volumes(instance.plugin(), manifest),
                container.port(),
                hasWritableRoot(manifest));
    }

    private Map<String, String> environment(PluginInstance instance, PluginManifest manifest, String gatewayUrl) {
        var environment = new HashMap<String, String>();
        environment.put("TZ", ZoneId.systemDefault().getId());
        environment.putAll(surroundings.variables().of(manifest, URI.create(gatewayUrl)));
        environment.put("SEXTANT_PLUGIN_NAME", instance.plugin());
        environment.put("SEXTANT_PLUGIN_VERSION", instance.version());
        environment.put("SEXTANT_INSTANCE_ID", instance.id());
        environment.put("SEXTANT_GATEWAY_URL", gatewayUrl);
        environment.put("SEXTANT_SECRETS", ClosedProfile.SECRETS);
        if (mountPoints(manifest).containsValue(DATA)) {
            environment.put("SEXTANT_DATA", DATA);
        }
        return environment;
    }

    private Map<String, String> volumes(String plugin, PluginManifest manifest) {
        var volumes = new LinkedHashMap<String, String>();
        mountPoints(manifest).forEach((name, path) -> volumes.put(names.volume(plugin, name), path));
        return volumes;
    }

    private static Map<String, String> mountPoints(PluginManifest manifest) {
        var points = new LinkedHashMap<>(container(manifest).volumes());
        if (manifest.format() == ManifestFormat.SEXTANT && keepsData(manifest) && !points.containsValue(DATA)) {
            points.put(DATA_VOLUME, DATA);
        }
        return points;
    }

    /** Whether the plugin has data of its own, which two instances must not write at once. */
    static boolean keepsData(PluginManifest manifest) {
        return !manifest.databases().isEmpty() || !container(manifest).volumes().isEmpty();
    }

    static ContainerSpec container(PluginManifest manifest) {
        return manifest.containers().getFirst();
    }

    /** Only images that were built for WeCube arrange their own root; all others run as our user. */
    private static boolean hasWritableRoot(PluginManifest manifest) {
        return manifest.format() == ManifestFormat.WECUBE
                && container(manifest).capabilities().contains(Capability.WRITABLE_ROOT);
    }

    private static boolean reachesTargets(PluginManifest manifest) {
        return container(manifest).capabilities().contains(Capability.REACH_TARGETS);
    }

    /** What is made outside, and the note of it. */
    @Component
    record Outside(PluginIdentities identities, InstanceTraces traces) {}

    /** What a launch takes from around the plugin. */
    @Component
    record Surroundings(Installation installation, LaunchVariables variables) {}

    private static int port(URI url) {
        return url.getPort() > 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
    }
}
