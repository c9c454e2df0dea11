package dev.sextant.core.plugininstance;

import dev.sextant.core.pluginpackage.PackageUse;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
class InstanceCensus implements PackageUse {
    private final PluginInstances instances;

    InstanceCensus(PluginInstances instances) {
        this.instances = instances;
    }

    @Override
    public Map<String, Count> of(Collection<String> packageIds) {
        if (packageIds.isEmpty()) {
            return Map.of();
        }
        return instances.findByPackageIdIn(packageIds).stream()
                .collect(Collectors.toMap(PluginInstance::packageId, InstanceCensus::one, InstanceCensus::sum));
    }

    private static Count one(PluginInstance instance) {
        return new Count(1, instance.state() == InstanceState.HEALTHY ? 1 : 0);
    }

    private static Count sum(Count left, Count right) {
        return new Count(left.total() + right.total(), left.healthy() + right.healthy());
    }
}
