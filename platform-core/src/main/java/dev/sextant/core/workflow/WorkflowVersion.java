package dev.sextant.core.workflow;

import java.time.Instant;

/**
 * The immutable form in which a workflow runs.
 *
 * @param definitionId under which the engine starts it
 */
public record WorkflowVersion(
        String id,
        String workflowId,
        int number,
        String name,
        String bpmn,
        WorkflowPlan plan,
        String definitionId,
        Instant deployedAt,
        String deployedBy) {}
