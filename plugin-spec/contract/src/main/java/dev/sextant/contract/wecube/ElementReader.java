package dev.sextant.contract.wecube;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the parts of one element, each with its check. What is missing or wrong is reported and replaced by a stand-in,
 * so that the reading goes on; {@link #finish} lists what nobody asked for.
 */
final class ElementReader {

    private static final int MAX_NAME = 255;
    private static final Set<String> YES = Set.of("y", "yes", "true", "1");
    private static final Set<String> NO = Set.of("n", "no", "false", "0");
    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]*");

    private final Element element;
    private final String path;
    private final Findings findings;
    private final Set<String> taken = new HashSet<>();
    private final Map<Element, ElementReader> readers = new IdentityHashMap<>();
    private boolean textTaken;

    ElementReader(Element element, String path, Findings findings) {
        this.element = element;
        this.path = path;
        this.findings = findings;
    }

    /** The elements of a name, in the order of the text. */
    List<ElementReader> children(String name) {
        List<ElementReader> found = new ArrayList<>();
        for (Element child : element.children) {
            if (child.name.equals(name)) {
                String at = path + "/" + name + "[" + (found.size() + 1) + "]";
                found.add(readers.computeIfAbsent(child, one -> new ElementReader(one, at, findings)));
            }
        }
        return found;
    }

    /** The items of a section, which may stand there more than once. */
    List<ElementReader> items(String section, String name) {
        return children(section).stream()
                .flatMap(found -> found.children(name).stream())
                .toList();
    }

    boolean has(String child) {
        return element.children.stream().anyMatch(one -> one.name.equals(child));
    }

    /** An attribute without the blanks around it; null where it is missing or blank. */
    @Nullable String optional(String name) {
        taken.add(name);
        Element.Attribute attribute = element.attributes.get(name);
        String value = attribute == null ? "" : attribute.value().strip();
        return value.isEmpty() ? null : value;
    }

    /** An attribute in one of its spellings. */
    @Nullable String optional(String name, String otherName) {
        String value = optional(name);
        String other = optional(otherName);
        if (value != null && other != null && !value.equals(other)) {
            error(
                    otherName,
                    "'" + name + "' says " + Findings.quote(value) + ", but '" + otherName + "' says "
                            + Findings.quote(other) + "; remove one of the two");
        }
        return value == null ? other : value;
    }

    /** A name that must be there. */
    String required(String name) {
        String value = optional(name);
        if (value == null) {
            error(name, "'" + name + "' is missing; write " + element.name + " " + name + "=\"…\"");
            return "";
        }
        return line(name, value);
    }

    /** A name that must be there and fit a form. */
    String required(String name, Pattern form, String hint) {
        String value = required(name);
        if (!value.isEmpty() && !form.matcher(value).matches()) {
            error(name, Findings.quote(value) + " is not allowed; write " + hint);
            return "";
        }
        return value;
    }

    /** A text for people. */
    @Nullable String prose(String name) {
        String value = optional(name);
        return value == null ? null : value.replaceAll("\\p{Cntrl}+", " ");
    }

    boolean flag(String name) {
        String value = optional(name);
        if (value == null || NO.contains(value.toLowerCase(Locale.ROOT))) {
            return false;
        }
        if (!YES.contains(value.toLowerCase(Locale.ROOT))) {
            error(name, Findings.quote(value) + " is neither Y nor N");
        }
        return true;
    }

    /** The text between the tags, without the blanks around it. */
    String text() {
        textTaken = true;
        return element.text.toString().strip();
    }

    /** The text between the tags as a name that must be there. */
    String requiredText(String meaning) {
        String text = text();
        if (text.isEmpty()) {
            error("", "The " + meaning + " is missing; write it between the tags");
        }
        return text.isEmpty() ? text : line("", text);
    }

    private String line(String name, String value) {
        if (value.length() > MAX_NAME || !LINE.matcher(value).matches()) {
            error(name, "A name is one line of at most " + MAX_NAME + " characters");
            return "";
        }
        return value;
    }

    void error(String attribute, String message) {
        Place at = place(attribute);
        findings.error(at.line, at.column, at.path, message);
    }

    void warning(String attribute, String message) {
        Place at = place(attribute);
        findings.warning(at.line, at.column, at.path, message);
    }

    /** Lists a part that has no meaning here; the element itself where no attribute is named. */
    void ignore(String attribute, String reason) {
        Place at = place(attribute);
        findings.ignore(at.line, at.column, at.path, reason);
    }

    /** Lists what nobody asked for, here and below. */
    void finish() {
        element.attributes.forEach((name, attribute) -> {
            if (!taken.contains(name)) {
                ignore(
                        name,
                        name.startsWith("xsi:")
                                ? "Schemas are never fetched"
                                : "'" + name + "' is not known; nothing here uses "
                                        + Findings.quote(attribute.value()));
            }
        });
        for (Element child : element.children) {
            ElementReader read = readers.get(child);
            if (read == null) {
                findings.ignore(
                        child.line,
                        child.column,
                        path + "/" + child.name,
                        "'" + child.name + "' is not known in " + element.name + "; nothing here uses it");
            } else {
                read.finish();
            }
        }
        if (!textTaken && !element.text.toString().isBlank()) {
            ignore(
                    "",
                    "The text " + Findings.quote(element.text.toString().strip()) + " has no meaning in "
                            + element.name);
        }
    }

    private Place place(String attribute) {
        Element.Attribute found = element.attributes.get(attribute);
        String at = attribute.isEmpty() ? path : path + "/@" + attribute;
        return found == null
                ? new Place(element.line, element.column, at)
                : new Place(found.line(), found.column(), at);
    }

    private record Place(int line, int column, String path) {}
}
