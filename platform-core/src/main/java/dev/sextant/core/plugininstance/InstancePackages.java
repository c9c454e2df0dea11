package dev.sextant.core.plugininstance;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which packages the healthy instances were launched from. */
@Component
public class InstancePackages {
    private final PluginInstances instances;

    InstancePackages(PluginInstances instances) {
        this.instances = instances;
    }

    /** The package's id by the id of each healthy instance. */
    @Transactional(readOnly = true)
    public Map<String, String> healthy() {
        var packages = new LinkedHashMap<String, String>();
        instances
                .findByState(InstanceState.HEALTHY)
                .forEach(instance -> packages.put(instance.id(), instance.packageId()));
        return packages;
    }
}
