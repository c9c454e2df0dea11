package dev.sextant.core.plugininstance;

import dev.sextant.core.pluginpackage.PackageImages;
import dev.sextant.core.resource.EngineHost;
import dev.sextant.core.resource.EngineHosts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A plugin instance as callers see it. */
record PluginInstanceView(
        String id,
        String packageId,
        String plugin,
        String version,
        String resourceHostId,
        String host,
        InstanceState state,
        @Nullable String containerId,
        @Nullable String address,
        @Nullable Instant startedAt,
        int restarts,
        @Nullable Double cpuPercent,
        @Nullable Long memoryBytes,
        long memoryLimitBytes,
        boolean routed,
        @Nullable String upgradeId,
        @Nullable InstanceProblem problem) {

    /** Makes views, with what the containers use now. */
    @Component
    record Maker(InstanceUsage usage, PackageImages packages, EngineHosts hosts) {

        PluginInstanceView view(PluginInstance instance) {
            var used = usage.of(instance);
            return new PluginInstanceView(
                    instance.id(),
                    instance.packageId(),
                    instance.plugin(),
                    instance.version(),
                    instance.resourceHostId(),
                    hosts.find(instance.resourceHostId()).map(EngineHost::name).orElse(instance.resourceHostId()),
                    instance.state(),
                    instance.containerId(),
                    instance.address(),
                    instance.startedAt(),
                    instance.restarts(),
                    used.map(ContainerUsage::cpuPercent).orElse(null),
                    used.map(ContainerUsage::memoryBytes).orElse(null),
                    InstanceLauncher.container(
                                    packages.find(instance.packageId()).manifest())
                            .memory(),
                    instance.isRouted(),
                    instance.upgradeId(),
                    instance.problem());
        }
    }
}
