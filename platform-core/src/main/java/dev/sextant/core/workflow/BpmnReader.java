package dev.sextant.core.workflow;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a design from its BPMN, without trusting it: no DTD, no entities but XML's own, bounds on size, depth and number, and
 * nothing that is not on the allow-list.
 */
final class BpmnReader {
    static final int MOST_CHARACTERS = 1_000_000;
    private static final int MOST_ELEMENTS = 20_000;
    private static final int DEEPEST = 40;

    private final Problems problems;
    private final DesignBuilder design;
    private final Deque<String> path = new ArrayDeque<>();
    private int elements;

    private BpmnReader(Problems problems) {
        this.problems = problems;
        this.design = new DesignBuilder(problems);
    }

    /** The design, as far as it could be read; empty when it is no BPMN at all. */
    static Optional<Design> read(String bpmn, Problems problems) {
        if (bpmn.length() > MOST_CHARACTERS) {
            problems.error(
                    null,
                    "TOO_LARGE",
                    Place.START,
                    "The BPMN has " + bpmn.length() + " characters; at most " + MOST_CHARACTERS + " are taken.");
            return Optional.empty();
        }
        return new BpmnReader(problems).read(bpmn);
    }

    private Optional<Design> read(String bpmn) {
        XMLStreamReader xml = null;
        try {
            xml = factory().createXMLStreamReader(new StringReader(bpmn));
            return readAll(xml) ? Optional.of(design.build()) : Optional.empty();
        } catch (XMLStreamException malformed) {
            Place place = malformed.getLocation() == null ? Place.START : Place.of(malformed.getLocation());
            problems.error(null, "NOT_XML", place, "The BPMN is not well-formed XML: " + reason(malformed));
            return Optional.empty();
        } finally {
            close(xml);
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("External entities are not allowed");
        });
        return factory;
    }

    private boolean readAll(XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            boolean goOn = switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(xml);
                case XMLStreamConstants.END_ELEMENT -> end(xml);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(xml);
                case XMLStreamConstants.DTD -> refuse(xml, "DTD", "A DTD is not allowed; remove the DOCTYPE.");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    refuse(xml, "ENTITY", "Entities are not allowed; write the text itself.");
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    refuse(xml, "PROCESSING_INSTRUCTION", "Processing instructions are not allowed; remove it.");
                default -> true;
            };
            if (!goOn) {
                return false;
            }
        }
        return elements > 0;
    }

    private boolean start(XMLStreamReader xml) throws XMLStreamException {
        String namespace = namespace(xml.getNamespaceURI());
        String name = xml.getLocalName();
        Place place = Place.of(xml.getLocation());
        if (++elements > MOST_ELEMENTS || path.size() >= DEEPEST) {
            return refuse(
                    xml,
                    "TOO_LARGE",
                    "The BPMN is too large: at most " + MOST_ELEMENTS + " elements, " + DEEPEST + " deep.");
        }
        if (path.isEmpty() && !(namespace.equals(BpmnAllowList.BPMN) && name.equals("definitions"))) {
            return refuse(xml, "NOT_BPMN", "The root element is <" + name + ">; a BPMN 2.0 <definitions> is expected.");
        }
        checkAttributes(xml, namespace, name, place);
        if (!BpmnAllowList.element(namespace, name) || !design.accepts(namespace, name, path.peek())) {
            refuseElement(xml, namespace, name, place);
            return true;
        }
        path.push(name);
        design.start(namespace, xml, place);
        return true;
    }

    private void refuseElement(XMLStreamReader xml, String namespace, String name, Place place)
            throws XMLStreamException {
        String id = xml.getAttributeValue(null, "id");
        String hint = BpmnAllowList.hint(name);
        problems.error(
                id == null ? design.currentElement() : shown(id),
                "ELEMENT_NOT_ALLOWED",
                place,
                "<" + shown(name) + "> is not allowed here. "
                        + (hint != null ? hint : foreign(namespace) ? "Remove this extension." : "Remove it."));
        skip(xml);
    }

    private static boolean foreign(String namespace) {
        return !namespace.equals(BpmnAllowList.BPMN) && !namespace.equals(BpmnAllowList.SEXTANT);
    }

    /** Passes over what stands inside a refused element; its parts are refused with it. */
    private void skip(XMLStreamReader xml) throws XMLStreamException {
        int depth = 1;
        while (depth > 0 && xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    elements++;
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
            if (depth > DEEPEST * 2 || elements > MOST_ELEMENTS) {
                throw new XMLStreamException("too many elements, or too deep", xml.getLocation());
            }
        }
    }

    private void checkAttributes(XMLStreamReader xml, String namespace, String name, Place place) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String attribute = xml.getAttributeLocalName(i);
            String value = xml.getAttributeValue(i);
            String id = xml.getAttributeValue(null, "id");
            String element = id == null ? design.currentElement() : shown(id);
            if (BpmnAllowList.element(namespace, name)
                    && !BpmnAllowList.attribute(namespace, name, namespace(xml.getAttributeNamespace(i)), attribute)) {
                problems.error(
                        element,
                        "ATTRIBUTE_NOT_ALLOWED",
                        place,
                        "The attribute '" + shown(attribute) + "' is not allowed at <" + name + ">; remove it.");
            }
            if (value.contains("${") || value.contains("#{")) {
                problems.error(
                        element,
                        "EXPRESSION",
                        place,
                        "The attribute '" + shown(attribute) + "' holds an expression; expressions are never evaluated"
                                + " and not allowed. Write plain text.");
            }
            if (value.length() > 4_000) {
                problems.error(
                        element, "TOO_LONG", place, "The attribute '" + shown(attribute) + "' is longer than 4000.");
            }
        }
    }

    private boolean end(XMLStreamReader xml) {
        design.end(path.pop(), Place.of(xml.getLocation()));
        return true;
    }

    private boolean text(XMLStreamReader xml) {
        String text = xml.getText();
        if (path.isEmpty() || text.isBlank() && !path.peek().equals("parameter")) {
            return true;
        }
        if (TEXTS.contains(path.peek())) {
            design.text(path.peek(), text);
        } else {
            problems.error(
                    design.currentElement(),
                    "TEXT_NOT_ALLOWED",
                    Place.of(xml.getLocation()),
                    "Text is not allowed inside <" + path.peek() + ">; remove '" + shown(text.strip()) + "'.");
        }
        return true;
    }

    private static final Set<String> TEXTS = Set.of("parameter", "incoming", "outgoing", "documentation", "text");

    private boolean refuse(XMLStreamReader xml, String code, String message) {
        problems.error(design.currentElement(), code, Place.of(xml.getLocation()), message);
        return false;
    }

    private static String namespace(@org.jspecify.annotations.Nullable String uri) {
        return uri == null ? "" : uri;
    }

    private static String reason(XMLStreamException malformed) {
        String message = malformed.getMessage() == null ? "unknown reason" : malformed.getMessage();
        int start = message.indexOf("Message: ");
        return shown(start < 0 ? message : message.substring(start + "Message: ".length()));
    }

    static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > 120 ? line.substring(0, 120) + "…" : line;
    }

    private static void close(@org.jspecify.annotations.Nullable XMLStreamReader xml) {
        try {
            if (xml != null) {
                xml.close();
            }
        } catch (XMLStreamException ignored) {
            // nothing is lost: the reader works on a string
        }
    }
}
