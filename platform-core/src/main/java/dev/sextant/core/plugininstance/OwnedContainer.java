package dev.sextant.core.plugininstance;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A container that carries this installation's label.
 *
 * @param containerId the engine's id of it
 * @param instanceId the instance that it belongs to; empty for one that only prepares volumes
 * @param createdAt when it was made
 */
record OwnedContainer(String containerId, String instanceId, Instant createdAt) {
    /** How long the preparation of volumes may take. */
    private static final Duration PREPARATION = Duration.ofMinutes(1);

    boolean isOrphan(Set<String> instances) {
        return instanceId.isEmpty()
                ? createdAt.plus(PREPARATION).isBefore(Instant.now())
                : !instances.contains(instanceId);
    }
}
