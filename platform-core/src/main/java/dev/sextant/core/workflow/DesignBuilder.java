package dev.sextant.core.workflow;

import dev.sextant.core.workflow.Design.Node;
import dev.sextant.core.workflow.Design.NodeKind;
import dev.sextant.core.workflow.WorkflowPlan.Binding;
import dev.sextant.core.workflow.WorkflowPlan.Selection;
import dev.sextant.core.workflow.WorkflowPlan.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Builds a design from the elements that the allow-list let through. */
final class DesignBuilder {
    private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,149}");
    private static final int LONGEST_NAME = 200;
    private static final int MOST_RECORDS = 10_000;
    private static final Map<String, NodeKind> KINDS = Map.of(
            "startEvent", NodeKind.START,
            "endEvent", NodeKind.END,
            "serviceTask", NodeKind.SERVICE,
            "parallelGateway", NodeKind.PARALLEL,
            "exclusiveGateway", NodeKind.EXCLUSIVE);

    private final Problems problems;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Design.Flow> flows = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final StringBuilder text = new StringBuilder();

    private @Nullable Node node;
    private @Nullable String parameterName;
    private @Nullable String parameterFrom;
    private Place parameterPlace = Place.START;
    private int processes;

    DesignBuilder(Problems problems) {
        this.problems = problems;
    }

    /** Whether the element may stand inside its parent. */
    boolean accepts(String namespace, String name, @Nullable String parent) {
        if (namespace.equals(BpmnAllowList.SEXTANT)) {
            return name.equals("record")
                    ? "records".equals(parent)
                    : "extensionElements".equals(parent) && node != null && node.kind == NodeKind.SERVICE;
        }
        if (KINDS.containsKey(name) || name.equals("sequenceFlow")) {
            return "process".equals(parent);
        }
        return switch (name) {
            case "process" -> "definitions".equals(parent) && processes == 0;
            case "definitions" -> parent == null;
            default -> true;
        };
    }

    @Nullable String currentElement() {
        return node == null ? null : node.id;
    }

    void start(String namespace, XMLStreamReader xml, Place place) {
        String name = xml.getLocalName();
        if (namespace.equals(BpmnAllowList.BPMN)) {
            startBpmn(name, xml, place);
        } else if (namespace.equals(BpmnAllowList.SEXTANT) && node != null) {
            startOurs(name, node, xml, place);
        }
    }

    private void startBpmn(String name, XMLStreamReader xml, Place place) {
        NodeKind kind = KINDS.get(name);
        if (kind != null) {
            node = new Node(id(xml, name, place), title(xml, place), kind, place);
            nodes.add(node);
        } else if (name.equals("sequenceFlow")) {
            flows.add(new Design.Flow(
                    id(xml, name, place), attribute(xml, "sourceRef"), attribute(xml, "targetRef"), place));
        } else if (name.equals("process")) {
            processes++;
        }
    }

    private void startOurs(String name, Node owner, XMLStreamReader xml, Place place) {
        switch (name) {
            case "service" -> service(owner, xml, place);
            case "records" -> records(owner, xml, place);
            case "record" -> record(owner, xml, place);
            case "parameter" -> {
                parameterName = attribute(xml, "name");
                parameterFrom = attribute(xml, "from");
                parameterPlace = place;
                text.setLength(0);
            }
            default -> {}
        }
    }

    private void service(Node owner, XMLStreamReader xml, Place place) {
        if (owner.service != null) {
            problems.error(
                    owner.id, "SERVICE_TWICE", place, "The node '" + owner.title() + "' has two services; keep one.");
            return;
        }
        owner.service = new Design.ServiceReference(
                attribute(xml, "plugin"),
                attribute(xml, "name"),
                optional(xml, "version"),
                optional(xml, "registration"),
                place);
    }

    private void records(Node owner, XMLStreamReader xml, Place place) {
        if (owner.records != null) {
            problems.error(owner.id, "RECORDS_TWICE", place, "The node '" + owner.title() + "' chooses records twice.");
            return;
        }
        String select = attribute(xml, "select");
        if (!select.isEmpty() && !select.equals("RUN") && !select.equals("FIXED")) {
            problems.error(
                    owner.id,
                    "BAD_SELECTION",
                    place,
                    "select is '" + BpmnReader.shown(select) + "'; write RUN or FIXED.");
        }
        String entity = attribute(xml, "entity");
        owner.records = new Design.Records(
                entity.isEmpty() ? null : entity,
                select.equals("FIXED") ? Selection.FIXED : Selection.RUN,
                new ArrayList<>(),
                place);
    }

    private void record(Node owner, XMLStreamReader xml, Place place) {
        String id = attribute(xml, "id");
        Design.Records records = owner.records;
        if (records == null) {
            return;
        }
        if (id.isBlank() || id.length() > 100 || records.ids().contains(id)) {
            problems.error(
                    owner.id,
                    "BAD_RECORD",
                    place,
                    "The record id '" + BpmnReader.shown(id) + "' is empty, too long or named twice.");
        } else if (records.ids().size() >= MOST_RECORDS) {
            problems.error(
                    owner.id, "TOO_MANY_RECORDS", place, "A node takes at most " + MOST_RECORDS + " fixed records.");
        } else {
            records.ids().add(id);
        }
    }

    void text(String element, String more) {
        if (element.equals("parameter")) {
            text.append(more);
        }
    }

    void end(String name, Place place) {
        if (KINDS.containsKey(name)) {
            node = null;
        } else if (name.equals("parameter") && node != null && parameterName != null) {
            endParameter(node);
            parameterName = null;
        }
    }

    private void endParameter(Node owner) {
        String name = parameterName == null ? "" : parameterName;
        String from = parameterFrom == null || parameterFrom.isEmpty() ? "CONSTANT" : parameterFrom;
        for (Source source : Source.values()) {
            if (source.name().equals(from)) {
                String value = source == Source.CONSTANT
                        ? text.toString()
                        : text.toString().strip();
                owner.parameters.add(new Design.Parameter(new Binding(name, source, value), parameterPlace));
                return;
            }
        }
        problems.error(
                owner.id,
                "BAD_SOURCE",
                parameterPlace,
                "The parameter '" + BpmnReader.shown(name) + "' comes from '" + BpmnReader.shown(from)
                        + "'; write CONSTANT, RECORD, CONTEXT or VARIABLE.");
    }

    Design build() {
        if (processes == 0) {
            problems.error(null, "NO_PROCESS", Place.START, "The BPMN has no <process>.");
        }
        return new Design(List.copyOf(nodes), List.copyOf(flows));
    }

    private String id(XMLStreamReader xml, String element, Place place) {
        String id = attribute(xml, "id");
        if (!ID.matcher(id).matches()) {
            problems.error(
                    null,
                    "BAD_ID",
                    place,
                    "<" + element + "> has the id '" + BpmnReader.shown(id)
                            + "'; an id begins with a letter and has letters, digits, '_', '-' and '.', at most 150.");
        } else if (!ids.add(id)) {
            problems.error(id, "ID_TWICE", place, "The id '" + id + "' is used twice.");
        }
        return id;
    }

    private String title(XMLStreamReader xml, Place place) {
        String name = attribute(xml, "name");
        if (name.length() > LONGEST_NAME) {
            problems.error(
                    attribute(xml, "id"), "TOO_LONG", place, "A name has at most " + LONGEST_NAME + " characters.");
        }
        return name;
    }

    private static @Nullable String optional(XMLStreamReader xml, String name) {
        String value = attribute(xml, name);
        return value.isBlank() ? null : value;
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
