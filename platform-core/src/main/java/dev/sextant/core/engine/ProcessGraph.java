package dev.sextant.core.engine;

import java.util.List;

/**
 * What the engine is to execute: steps and the edges between them, and nothing else that a design may hold.
 *
 * @param key names the workflow that this is a version of
 * @param steps the steps, in the order of the design
 * @param edges the sequence between them
 */
public record ProcessGraph(String key, List<Step> steps, List<Edge> edges) {
    public ProcessGraph {
        steps = List.copyOf(steps);
        edges = List.copyOf(edges);
    }

    /** What a step does. */
    public enum Kind {
        START,
        END,
        SERVICE,
        /** Waits for all its incoming edges, then follows all its outgoing ones. */
        PARALLEL
    }

    /** One step; its id is a name in the sense of XML. */
    public record Step(String id, Kind kind) {}

    /** A sequence from one step to another. */
    public record Edge(String id, String from, String to) {}
}
