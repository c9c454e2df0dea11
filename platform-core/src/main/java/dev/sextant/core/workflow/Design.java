package dev.sextant.core.workflow;

import dev.sextant.core.workflow.WorkflowPlan.Binding;
import dev.sextant.core.workflow.WorkflowPlan.Selection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was read from the BPMN of a design: only what the allow-list knows. */
record Design(List<Node> nodes, List<Flow> flows) {
    enum NodeKind {
        START,
        END,
        SERVICE,
        PARALLEL,
        EXCLUSIVE
    }

    /** A flow node; mutable while it is read. */
    static final class Node {
        final String id;
        final String name;
        final NodeKind kind;
        final Place place;
        final List<Parameter> parameters = new ArrayList<>();

        @Nullable ServiceReference service;

        @Nullable Records records;

        Node(String id, String name, NodeKind kind, Place place) {
            this.id = id;
            this.name = name;
            this.kind = kind;
            this.place = place;
        }

        String title() {
            return name.isBlank() ? id : name;
        }
    }

    record Flow(String id, String from, String to, Place place) {}

    /** The service of a node; without a registration it is called under its own name. */
    record ServiceReference(
            String plugin,
            String name,
            @Nullable String version,
            @Nullable String registration,
            Place place) {}

    record Records(@Nullable String entity, Selection select, List<String> ids, Place place) {}

    record Parameter(Binding binding, Place place) {}
}
