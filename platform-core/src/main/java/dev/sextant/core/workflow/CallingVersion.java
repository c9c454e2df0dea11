package dev.sextant.core.workflow;

import java.time.Instant;
import java.util.List;

/**
 * A deployed workflow version that calls services of a plugin.
 *
 * @param versionId its id
 * @param workflowId the workflow's id
 * @param name the workflow's name when it was deployed
 * @param number its number within the workflow
 * @param latest whether it is the newest of its workflow
 * @param deployedAt when it was deployed
 * @param services what it calls of that plugin, such as {@code echo@1.0.0}
 */
public record CallingVersion(
        String versionId,
        String workflowId,
        String name,
        int number,
        boolean latest,
        Instant deployedAt,
        List<String> services) {
    public CallingVersion {
        services = List.copyOf(services);
    }
}
