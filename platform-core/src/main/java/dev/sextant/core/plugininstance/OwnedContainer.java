package dev.sextant.core.plugininstance;

import java.util.Set;

/**
 * A container that carries this installation's label and that of an instance.
 *
 * @param containerId the engine's id of it
 * @param instanceId the instance that it belongs to, or whose volumes it prepares
 */
record OwnedContainer(String containerId, String instanceId) {
    boolean isOrphan(Set<String> instances) {
        return !instances.contains(instanceId);
    }
}
