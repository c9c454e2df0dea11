package dev.sextant.contract.wecube;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree from the parser's events, one at a time, so that a bomb is refused where it begins. Document types
 * and entities are refused; nothing outside the text is ever asked for.
 */
final class XmlTreeReader {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_ELEMENTS = 50_000;
    private static final int MAX_ATTRIBUTES = 64;
    private static final int MAX_VALUE = 65_536;

    private final Findings findings;
    private final TagPositions positions;
    private final Deque<Element> open = new ArrayDeque<>();
    private @Nullable Element root;
    private int elements;

    /**
     * What was read.
     *
     * @param root the outermost element; null where there is none
     * @param complete whether the text was read to its end
     */
    record Tree(@Nullable Element root, boolean complete) {}

    private XmlTreeReader(String text, Findings findings) {
        this.findings = findings;
        this.positions = new TagPositions(text);
    }

    /** The tree; what was read of it where the text is no XML, and then a problem says why. */
    static Tree read(String text, Findings findings) {
        XmlTreeReader reader = new XmlTreeReader(text, findings);
        boolean complete = reader.isComplete(text);
        return new Tree(reader.root, complete);
    }

    private boolean isComplete(String text) {
        try {
            read(factory().createXMLStreamReader(new StringReader(text)));
            return true;
        } catch (XMLStreamException e) {
            Location at = e.getLocation();
            refuse(at == null ? -1 : at.getLineNumber(), at == null ? -1 : at.getColumnNumber(), reason(e));
        } catch (Refused e) {
            // The problem is told already.
        } catch (RuntimeException e) {
            // The platform's parser has its own unchecked exceptions for some broken texts.
            refuse(-1, -1, "This is not XML: " + e.getMessage());
        }
        return false;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("Nothing outside the text is read");
        });
        return factory;
    }

    private void read(XMLStreamReader reader) throws XMLStreamException {
        checkDeclaration(reader);
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(reader);
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> text(reader);
                case XMLStreamConstants.DTD ->
                    throw refuse(reader, "A document type (<!DOCTYPE …>); remove it, a registration needs none");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw refuse(reader, "The entity '&" + reader.getLocalName() + ";' is unknown; write the text out");
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    findings.ignore(
                            line(reader),
                            column(reader),
                            path(),
                            "A processing instruction (<?" + reader.getPITarget() + " …?>) is never followed");
                default -> {
                    // Comments say nothing to a machine.
                }
            }
        }
    }

    private void checkDeclaration(XMLStreamReader reader) {
        String encoding = reader.getCharacterEncodingScheme();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8") && !encoding.equalsIgnoreCase("UTF8")) {
            findings.error(1, 1, "", "The text says it is in " + Findings.quote(encoding) + "; save it in UTF-8");
        }
        String version = reader.getVersion();
        if (version != null && !version.equals("1.0")) {
            findings.error(1, 1, "", "The text says it is XML " + version + "; write version=\"1.0\"");
        }
    }

    private void start(XMLStreamReader reader) {
        positions.advance();
        Element element =
                new Element(name(reader.getPrefix(), reader.getLocalName()), positions.line(), positions.column());
        if (open.size() >= MAX_DEPTH) {
            throw refuse(element, "Nested deeper than " + MAX_DEPTH + " levels; a registration never is");
        }
        if (++elements > MAX_ELEMENTS) {
            throw refuse(element, "More than " + MAX_ELEMENTS + " elements; a registration never has so many");
        }
        if (reader.getAttributeCount() > MAX_ATTRIBUTES) {
            throw refuse(element, "More than " + MAX_ATTRIBUTES + " attributes; no element has so many");
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attribute(
                    element,
                    name(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)),
                    reader.getAttributeValue(i));
        }
        Element parent = open.peek();
        if (parent == null) {
            root = element;
        } else {
            parent.children.add(element);
        }
        open.push(element);
    }

    private void attribute(Element element, String name, String value) {
        int[] at = positions.attribute(name);
        if (value.length() > MAX_VALUE) {
            findings.error(at[0], at[1], "@" + name, "A value of more than " + MAX_VALUE + " characters; shorten it");
            return;
        }
        element.attributes.put(name, new Element.Attribute(value, at[0], at[1]));
    }

    private void text(XMLStreamReader reader) {
        Element element = open.peek();
        if (element == null) {
            return;
        }
        String part = reader.getText();
        if (element.text.isEmpty() && part.isBlank()) {
            return;
        }
        element.text.append(part);
        if (element.text.length() > MAX_VALUE) {
            throw refuse(element, "A text of more than " + MAX_VALUE + " characters; shorten it");
        }
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        open.descendingIterator()
                .forEachRemaining(
                        element -> path.append(path.isEmpty() ? "" : "/").append(element.name));
        return path.toString();
    }

    private Refused refuse(XMLStreamReader reader, String message) {
        return refuse(line(reader), column(reader), message);
    }

    private Refused refuse(Element element, String message) {
        return refuse(element.line, element.column, message);
    }

    private Refused refuse(int line, int column, String message) {
        findings.error(Math.max(line, 1), Math.max(column, 1), path(), message);
        return new Refused();
    }

    private static int line(XMLStreamReader reader) {
        return Math.max(reader.getLocation().getLineNumber(), 1);
    }

    private static int column(XMLStreamReader reader) {
        return Math.max(reader.getLocation().getColumnNumber(), 1);
    }

    private static String name(@Nullable String prefix, String local) {
        return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
    }

    /** The parser's message without its own account of the place. */
    private static String reason(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int own = message.indexOf("Message: ");
        return "This is not well-formed XML: " + (own < 0 ? message : message.substring(own + 9));
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused() {
            super(null, null, false, false);
        }
    }
}
