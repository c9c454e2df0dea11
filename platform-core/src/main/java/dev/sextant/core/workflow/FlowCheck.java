package dev.sextant.core.workflow;

import dev.sextant.core.workflow.Design.Flow;
import dev.sextant.core.workflow.Design.Node;
import dev.sextant.core.workflow.Design.NodeKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks the sequence of a design. All splits and joins are parallel in this version, so each edge carries exactly one token:
 * what passes these checks always comes to its end.
 */
final class FlowCheck {
    private static final int MOST_NODES = 500;

    private final Problems problems;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, List<Flow>> outgoing = new LinkedHashMap<>();
    private final Map<String, List<Flow>> incoming = new LinkedHashMap<>();

    FlowCheck(Design design, Problems problems) {
        this.problems = problems;
        design.nodes().forEach(node -> nodes.putIfAbsent(node.id, node));
        nodes.keySet().forEach(id -> {
            outgoing.put(id, new ArrayList<>());
            incoming.put(id, new ArrayList<>());
        });
        design.flows().forEach(this::connect);
    }

    void check() {
        if (nodes.size() > MOST_NODES) {
            problems.error(
                    null,
                    "TOO_LARGE",
                    Place.START,
                    "The workflow has " + nodes.size() + " nodes; at most " + MOST_NODES + " are taken.");
            return;
        }
        checkEnds();
        nodes.values().forEach(this::checkDegree);
        checkReach();
        checkCycles();
    }

    /** The nodes that are certainly done when a node is reached. */
    Set<String> before(String id) {
        return reach(id, incoming, true);
    }

    private void connect(Flow flow) {
        boolean known = true;
        for (String end : List.of(flow.from(), flow.to())) {
            if (!nodes.containsKey(end)) {
                problems.error(
                        flow.id(),
                        "FLOW_TO_NOWHERE",
                        flow.place(),
                        "The flow '" + flow.id() + "' names '" + BpmnReader.shown(end)
                                + "', which is no node. Draw it again.");
                known = false;
            }
        }
        if (known) {
            outgoing.computeIfAbsent(flow.from(), id -> new ArrayList<>()).add(flow);
            incoming.computeIfAbsent(flow.to(), id -> new ArrayList<>()).add(flow);
        }
    }

    private void checkEnds() {
        List<Node> starts = ofKind(NodeKind.START);
        if (starts.isEmpty()) {
            problems.error(null, "NO_START", Place.START, "The workflow has no start; add a start event.");
        }
        starts.stream()
                .skip(1)
                .forEach(node -> problems.error(
                        node.id, "TWO_STARTS", node.place, "The workflow has a second start; keep one start event."));
        if (ofKind(NodeKind.END).isEmpty()) {
            problems.error(null, "NO_END", Place.START, "The workflow has no end; add an end event.");
        }
        if (ofKind(NodeKind.SERVICE).isEmpty()) {
            problems.error(null, "NO_SERVICE", Place.START, "The workflow calls no service; add a service task.");
        }
    }

    private List<Node> ofKind(NodeKind kind) {
        return nodes.values().stream().filter(node -> node.kind == kind).toList();
    }

    private void checkDegree(Node node) {
        int in = incoming.getOrDefault(node.id, List.of()).size();
        int out = outgoing.getOrDefault(node.id, List.of()).size();
        switch (node.kind) {
            case START -> {
                refuse(in > 0, node, "FLOW_INTO_START", "A flow leads into the start; remove it.");
                refuse(
                        out > 1,
                        node,
                        "IMPLICIT_FORK",
                        "Several flows leave the start; put a parallel gateway behind it.");
            }
            case END -> refuse(out > 0, node, "FLOW_FROM_END", "A flow leaves the end; remove it.");
            case SERVICE -> {
                refuse(
                        out > 1,
                        node,
                        "IMPLICIT_FORK",
                        "Several flows leave '" + node.title() + "'; put a parallel gateway behind it.");
                refuse(
                        in > 1,
                        node,
                        "IMPLICIT_JOIN",
                        "Several flows lead into '" + node.title()
                                + "', which would run it several times; put a parallel gateway before it.");
            }
            case PARALLEL -> {}
            case EXCLUSIVE -> {
                refuse(
                        out > 1,
                        node,
                        "NO_CONDITIONS",
                        "'" + node.title()
                                + "' chooses between flows, but conditions are not available yet; use a parallel gateway or a single flow.");
                refuse(
                        in > 1,
                        node,
                        "UNSYNCHRONISED_JOIN",
                        "'" + node.title()
                                + "' would let each branch pass on its own, so what follows would run several times; join with a parallel gateway.");
            }
        }
        refuse(
                node.kind != NodeKind.END && out == 0,
                node,
                "DEAD_END",
                "No flow leaves '" + node.title() + "'; connect it, at last to an end event.");
    }

    private void refuse(boolean wrong, Node node, String code, String message) {
        if (wrong) {
            problems.error(node.id, code, node.place, message);
        }
    }

    private void checkReach() {
        var reached = new HashSet<String>();
        for (Node start : ofKind(NodeKind.START)) {
            reached.addAll(reach(start.id, outgoing, false));
        }
        for (Node node : nodes.values()) {
            refuse(
                    node.kind != NodeKind.START && !reached.contains(node.id),
                    node,
                    "UNREACHABLE",
                    "No way leads from the start to '" + node.title() + "'; connect it or remove it.");
        }
    }

    private void checkCycles() {
        for (Set<String> cycle : cycles()) {
            boolean exit = cycle.stream()
                    .flatMap(id -> outgoing.getOrDefault(id, List.of()).stream())
                    .anyMatch(flow -> !cycle.contains(flow.to()));
            String first = cycle.iterator().next();
            Node node = nodes.get(first);
            problems.error(
                    first,
                    exit ? "CYCLE" : "CYCLE_WITHOUT_EXIT",
                    node == null ? Place.START : node.place,
                    (exit
                                    ? "These nodes form a cycle, and loops are not available yet: "
                                    : "These nodes form a cycle without an exit: ")
                            + String.join(", ", new TreeSet<>(cycle)) + ". Remove the flow that leads back.");
        }
    }

    /** The sets of nodes that can reach each other. */
    private List<Set<String>> cycles() {
        var found = new ArrayList<Set<String>>();
        var seen = new HashSet<String>();
        for (String id : nodes.keySet()) {
            if (seen.contains(id)) {
                continue;
            }
            Set<String> ahead = reach(id, outgoing, true);
            if (ahead.contains(id)) {
                Set<String> cycle = new TreeSet<>(ahead);
                cycle.retainAll(reach(id, incoming, true));
                seen.addAll(cycle);
                found.add(cycle);
            }
        }
        return found;
    }

    private Set<String> reach(String from, Map<String, List<Flow>> flows, boolean strictly) {
        boolean forward = flows == outgoing;
        var reached = new HashSet<String>();
        var open = new ArrayDeque<String>(List.of(from));
        if (!strictly) {
            reached.add(from);
        }
        while (!open.isEmpty()) {
            for (Flow flow : flows.getOrDefault(open.pop(), List.of())) {
                String next = forward ? flow.to() : flow.from();
                if (reached.add(next)) {
                    open.push(next);
                }
            }
        }
        return reached;
    }
}
