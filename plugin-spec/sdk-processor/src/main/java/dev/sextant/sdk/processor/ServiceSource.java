package dev.sextant.sdk.processor;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.type.TypeMirror;

/**
 * An annotated service.
 *
 * @param method its method
 * @param inputType its record of inputs
 * @param inputs the components of that by name
 * @param outputs the components of its record of outputs by name
 * @param fields what the manifest says of it
 */
record ServiceSource(
        ExecutableElement method,
        TypeMirror inputType,
        Map<String, RecordComponentElement> inputs,
        Map<String, RecordComponentElement> outputs,
        Map<String, Object> fields) {

    private static final Pattern PARAMETER = Pattern.compile("(input|output)\\.([A-Za-z0-9_]+)\\.?([a-z]*).*");

    /** Where the part of the manifest stands that a path below the service names. */
    Place place(String path) {
        Matcher matcher = PARAMETER.matcher(path);
        if (matcher.matches()) {
            Element component = (matcher.group(1).equals("input") ? inputs : outputs).get(matcher.group(2));
            if (component != null) {
                Annotation parameter = Annotation.of(component, ServiceDescriber.PARAMETER);
                return Place.of(component, parameter, annotationName(matcher.group(3)));
            }
        }
        Annotation service = Annotation.of(method, AnnotatedCode.SERVICE);
        return Place.of(method, service, path.isEmpty() ? "name" : annotationName(path.replaceAll("[.\\[].*", "")));
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
