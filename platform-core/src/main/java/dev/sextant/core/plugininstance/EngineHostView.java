package dev.sextant.core.plugininstance;

import dev.sextant.core.resource.EngineHost;
import dev.sextant.core.resource.ResourceHost;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A host of an engine as callers see it: what instances reserve there, of how much; 0 where nobody knows yet. */
record EngineHostView(
        String id,
        String name,
        String address,
        ResourceHost.State state,
        boolean schedulable,
        int instances,
        long memoryReservedBytes,
        long memoryCapacityBytes,
        double cpusReserved,
        double cpuCapacity,
        EngineHost.Limits limits) {

    /** Makes views, with what is reserved now. */
    @Component
    record Maker(Placement placement) {

        EngineHostView view(EngineHost host) {
            var load = placement.load(host, "", Set.of());
            return new EngineHostView(
                    host.id(),
                    host.name(),
                    host.address(),
                    host.state(),
                    host.schedulable(),
                    load.instances(),
                    load.memoryBytes(),
                    load.memoryCapacity(),
                    load.cpus(),
                    load.cpuCapacity(),
                    host.limits());
        }
    }
}
