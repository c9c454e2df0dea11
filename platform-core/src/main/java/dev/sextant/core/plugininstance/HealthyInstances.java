package dev.sextant.core.plugininstance;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The instances that may be called now. */
@Component
public class HealthyInstances {
    private final PluginInstances instances;

    HealthyInstances(PluginInstances instances) {
        this.instances = instances;
    }

    /** Each healthy instance and where it listens, by plugin and id. */
    @Transactional(readOnly = true)
    public List<HealthyInstance> all() {
        return routed().map(instance -> new HealthyInstance(
                        instance.plugin(), instance.id(), Objects.requireNonNull(instance.address())))
                .sorted(Comparator.comparing(HealthyInstance::plugin).thenComparing(HealthyInstance::instanceId))
                .toList();
    }

    /** The packages that have such an instance. */
    @Transactional(readOnly = true)
    public Set<String> packages() {
        return routed().map(PluginInstance::packageId).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<PluginInstance> routed() {
        return instances.findByState(InstanceState.HEALTHY).stream()
                .filter(instance -> instance.isRouted() && instance.address() != null);
    }

    /**
     * An instance that may be called.
     *
     * @param plugin its plugin
     * @param instanceId its id
     * @param address where it listens, such as {@code http://172.18.0.2:8080}
     */
    public record HealthyInstance(String plugin, String instanceId, String address) {}
}
