package dev.sextant.sdk.processor;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;

/**
 * An annotated entity.
 *
 * @param record its record
 * @param components the components of that in their order
 * @param fields what the manifest says of it
 */
record EntitySource(TypeElement record, List<? extends RecordComponentElement> components, Map<String, Object> fields) {

    private static final Pattern ATTRIBUTE = Pattern.compile("attributes\\[([0-9]+)]\\.?([a-z]*).*");

    /** Where the part of the manifest stands that a path below the entity names. */
    Place place(String path) {
        Matcher matcher = ATTRIBUTE.matcher(path);
        if (matcher.matches()) {
            RecordComponentElement component = components.get(Integer.parseInt(matcher.group(1)));
            String field = matcher.group(2).equals("default") ? "defaultValue" : matcher.group(2);
            return Place.of(component, Annotation.of(component, EntityDescriber.ATTRIBUTE), field);
        }
        return Place.of(record, Annotation.of(record, AnnotatedCode.ENTITY), path.isEmpty() ? "name" : path);
    }
}
