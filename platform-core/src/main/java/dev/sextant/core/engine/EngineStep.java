package dev.sextant.core.engine;

/** Something that the engine is told to do; several are done in one transaction. */
public sealed interface EngineStep {
    /** Starts an execution that carries the id of its run. */
    record Start(String runId, String definitionId) implements EngineStep {}

    /** Goes on behind a service node. */
    record Complete(String jobId) implements EngineStep {}

    /** Ends an execution before its time. */
    record Abandon(String runId, String reason) implements EngineStep {}
}
