package dev.sextant.core.engine;

import java.util.List;

/**
 * Where the executions stand after some steps.
 *
 * @param ready the service nodes that were reached: their jobs are locked for us and wait to be completed
 * @param ended the runs whose execution came to its end
 */
public record EngineProgress(List<ReadyNode> ready, List<String> ended) {
    /** A service node that was reached. */
    public record ReadyNode(String runId, String nodeId, String jobId) {}
}
