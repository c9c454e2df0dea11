package dev.sextant.core.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A design that people work on.
 *
 * @param draft its BPMN as it is being drawn; it need not be sound
 * @param revision counts its changes
 * @param latest its newest version, if it was deployed
 */
public record Workflow(
        String id,
        String name,
        String description,
        String draft,
        int revision,
        @Nullable Latest latest,
        Instant updatedAt,
        String updatedBy) {
    /** The newest version of a workflow. */
    public record Latest(String id, int number, Instant deployedAt) {}
}
