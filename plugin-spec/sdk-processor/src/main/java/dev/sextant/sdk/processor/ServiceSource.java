package dev.sextant.sdk.processor;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.type.TypeMirror;

/**
 * An annotated service.
 *
 * @param method its method
 * @param inputType its record of inputs
 * @param components the components of its inputs and outputs, and of what those hold, by their paths in the manifest
 * @param fields what the manifest says of it
 */
record ServiceSource(
        ExecutableElement method,
        TypeMirror inputType,
        Map<String, RecordComponentElement> components,
        Map<String, Object> fields) {

    /** Where the part of the manifest stands that a path below the service names. */
    Place place(String path) {
        for (String at = path; !at.isEmpty(); at = at.substring(0, Math.max(0, at.lastIndexOf('.')))) {
            Element component = components.get(at);
            if (component != null) {
                Annotation parameter = Annotation.of(component, ParameterDescriber.PARAMETER);
                return Place.of(
                        component, parameter, field(path.substring(at.length()).replaceFirst("^\\.", "")));
            }
        }
        return Place.of(method, Annotation.of(method, AnnotatedCode.SERVICE), path.isEmpty() ? "name" : field(path));
    }

    /** The components of {@code input} or {@code output} themselves, by their names. */
    Map<String, RecordComponentElement> components(String kind) {
        Map<String, RecordComponentElement> found = new LinkedHashMap<>();
        components.forEach((path, component) -> {
            if (path.startsWith(kind + ".") && path.indexOf('.') == path.lastIndexOf('.')) {
                found.put(path.substring(kind.length() + 1), component);
            }
        });
        return found;
    }

    /** The name in the annotation of what a path begins with. */
    private static String field(String path) {
        if (path.startsWith("roles.")) {
            return path.startsWith("roles.use") ? "useRoles" : "manageRoles";
        }
        return annotationName(path.replaceAll("[.\\[].*", ""));
    }

    private static String annotationName(String field) {
        return switch (field) {
            case "default" -> "defaultValue";
            case "enum" -> "allowed";
            // These paths follow from the name.
            case "path", "cancel", "invocations", "plan" -> "name";
            default -> field;
        };
    }
}
