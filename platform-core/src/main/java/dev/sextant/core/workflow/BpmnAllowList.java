package dev.sextant.core.workflow;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every element and attribute that a design may hold; whatever is not here is refused. */
final class BpmnAllowList {
    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String SEXTANT = "https://sextant.dev/bpmn/1";

    private static final String DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String DRAWING = "http://www.omg.org/spec/DD/20100524/DC";
    private static final String DRAWING_INTERCHANGE = "http://www.omg.org/spec/DD/20100524/DI";
    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final Set<String> COLOURS =
            Set.of("http://bpmn.io/schema/bpmn/biocolor/1.0", "http://www.omg.org/spec/BPMN/non-normative/color/1.0");

    private static final Map<String, Set<String>> ATTRIBUTES = new HashMap<>();

    static {
        bpmn("definitions", "id", "name", "targetNamespace", "exporter", "exporterVersion");
        bpmn("process", "id", "name", "isExecutable");
        bpmn("startEvent", "id", "name");
        bpmn("endEvent", "id", "name");
        bpmn("serviceTask", "id", "name");
        bpmn("parallelGateway", "id", "name", "gatewayDirection");
        bpmn("exclusiveGateway", "id", "name", "gatewayDirection");
        bpmn("sequenceFlow", "id", "name", "sourceRef", "targetRef");
        bpmn("incoming");
        bpmn("outgoing");
        bpmn("extensionElements");
        bpmn("documentation", "id", "textFormat");
        bpmn("textAnnotation", "id", "textFormat");
        bpmn("text");
        bpmn("association", "id", "sourceRef", "targetRef", "associationDirection");
        allow(SEXTANT, "service", "plugin", "name", "version", "registration");
        allow(SEXTANT, "records", "entity", "select");
        allow(SEXTANT, "record", "id");
        allow(SEXTANT, "parameter", "name", "from");
        allow(DIAGRAM, "BPMNDiagram", "id", "name", "documentation", "resolution");
        allow(DIAGRAM, "BPMNPlane", "id", "bpmnElement");
        allow(DIAGRAM, "BPMNShape", "id", "bpmnElement", "isHorizontal", "isExpanded", "isMarkerVisible");
        allow(DIAGRAM, "BPMNEdge", "id", "bpmnElement", "sourceElement", "targetElement");
        allow(DIAGRAM, "BPMNLabel", "id", "labelStyle");
        allow(DRAWING, "Bounds", "x", "y", "width", "height");
        allow(DRAWING_INTERCHANGE, "waypoint", "x", "y");
    }

    private static final Map<String, String> HINTS = Map.ofEntries(
            Map.entry(
                    "scriptTask",
                    "Scripts never run inside the platform; use a service such as job-execution:run-script."),
            Map.entry("businessRuleTask", "Use a plugin service instead."),
            Map.entry("sendTask", "Use a plugin service instead."),
            Map.entry("receiveTask", "Use a plugin service instead."),
            Map.entry("userTask", "Human tasks are not available yet."),
            Map.entry("manualTask", "Human tasks are not available yet."),
            Map.entry("task", "Give it a plugin service: change its type to service task."),
            Map.entry("callActivity", "A workflow cannot call another one yet; draw its steps here."),
            Map.entry("subProcess", "Sub-processes are not available yet; draw its steps here."),
            Map.entry("inclusiveGateway", "Use a parallel gateway."),
            Map.entry("eventBasedGateway", "Use a parallel gateway."),
            Map.entry("complexGateway", "Use a parallel gateway."),
            Map.entry("conditionExpression", "Conditions are not available yet; remove it."),
            Map.entry("boundaryEvent", "Boundary events are not available yet; remove it."),
            Map.entry("intermediateCatchEvent", "Timers and messages are not available yet; remove it."),
            Map.entry("executionListener", "Listeners are never allowed; remove it."),
            Map.entry("taskListener", "Listeners are never allowed; remove it."));

    private BpmnAllowList() {}

    static boolean element(String namespace, String name) {
        return ATTRIBUTES.containsKey(key(namespace, name));
    }

    /** Whether an attribute may stand at an element that is itself allowed. */
    static boolean attribute(String elementNamespace, String element, String namespace, String name) {
        if (namespace.isEmpty()) {
            return ATTRIBUTES
                    .getOrDefault(key(elementNamespace, element), Set.of())
                    .contains(name);
        }
        if (namespace.equals(SCHEMA_INSTANCE)) {
            return element.equals("definitions") && name.equals("schemaLocation");
        }
        return COLOURS.contains(namespace) && elementNamespace.equals(DIAGRAM);
    }

    static @Nullable String hint(String name) {
        return HINTS.get(name);
    }

    private static void bpmn(String name, String... attributes) {
        allow(BPMN, name, attributes);
    }

    private static void allow(String namespace, String name, String... attributes) {
        ATTRIBUTES.put(key(namespace, name), Set.of(attributes));
    }

    private static String key(String namespace, String name) {
        return "{" + namespace + "}" + name;
    }
}
