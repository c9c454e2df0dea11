package dev.sextant.testkit.check;

import dev.sextant.contract.manifest.ContainerSpec;
import dev.sextant.contract.manifest.HealthCheck;

/** Where a container is asked whether it is well; the wire protocol has this path whatever the platform itself watches. */
final class HealthPath {
    private HealthPath() {}

    static String of(ContainerSpec spec) {
        return spec.health() instanceof HealthCheck.Http http ? http.path() : HealthCheck.STANDARD.path();
    }
}
