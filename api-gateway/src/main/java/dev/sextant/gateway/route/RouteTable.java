package dev.sextant.gateway.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The instances that plugin requests may go to: what the core says last, less those that refuse connections. */
@Component
class RouteTable {
    private static final Logger log = LoggerFactory.getLogger(RouteTable.class);

    private final AtomicInteger turn = new AtomicInteger();
    private final Set<PluginInstance> down = ConcurrentHashMap.newKeySet();
    private volatile Map<String, List<PluginInstance>> routes = Map.of();

    /** Takes over the core's whole list. */
    void replace(List<PluginInstance> instances) {
        Map<String, List<PluginInstance>> replaced =
                instances.stream().distinct().collect(Collectors.groupingBy(PluginInstance::plugin));
        if (!replaced.equals(routes)) {
            log.info("Plugin routes: {}", replaced.isEmpty() ? "none" : instances);
        }
        down.retainAll(instances);
        routes = replaced;
    }

    boolean knows(String plugin) {
        return routes.containsKey(plugin);
    }

    /** An instance of the plugin in turn, but none of those already tried. */
    Optional<PluginInstance> choose(String plugin, Set<PluginInstance> tried) {
        List<PluginInstance> ready = routes.getOrDefault(plugin, List.of()).stream()
                .filter(instance -> !down.contains(instance) && !tried.contains(instance))
                .toList();
        return ready.isEmpty()
                ? Optional.empty()
                : Optional.of(ready.get(Math.floorMod(turn.getAndIncrement(), ready.size())));
    }

    /** Puts an instance that refuses connections out of the pool; false when it is out already or gone. */
    boolean putOut(PluginInstance instance) {
        boolean current = routes.getOrDefault(instance.plugin(), List.of()).contains(instance);
        return current && down.add(instance);
    }

    void putBack(PluginInstance instance) {
        if (down.remove(instance)) {
            log.info("Back in the pool: {}", instance);
        }
    }

    boolean isOut(PluginInstance instance) {
        return down.contains(instance);
    }
}
