package dev.sextant.sdk.processor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Describes the components of records as inputs, outputs, and the properties of what those hold. */
final class ParameterDescriber {

    static final String PARAMETER = "dev.sextant.sdk.Parameter";

    private final TypeDescriber types;
    private final Deque<TypeElement> within = new ArrayDeque<>();
    private final Map<String, RecordComponentElement> places = new LinkedHashMap<>();

    ParameterDescriber(TypeDescriber types) {
        this.types = types;
    }

    /** The components that were described so far, each under its path in the manifest, such as {@code input.name}. */
    Map<String, RecordComponentElement> places() {
        return places;
    }

    Map<String, Object> inputs(Element place, TypeMirror record) {
        return each(place, record, "input", (component, parameter, type, path) -> {
            Fields fields = held(component, parameter, type, path);
            return fields.put("format", parameter.text("format").isEmpty() ? type.format() : parameter.text("format"))
                    .put("minimum", types.value(parameter.text("minimum"), type))
                    .put("maximum", types.value(parameter.text("maximum"), type));
        });
    }

    Map<String, Object> outputs(Element place, @Nullable TypeMirror record) {
        return record == null
                ? Map.of()
                : each(
                        place,
                        record,
                        "output",
                        (component, parameter, type, path) ->
                                common(component, parameter, type, path).put("to", parameter.text("to")));
    }

    private Map<String, Object> properties(Element place, TypeMirror record, String path) {
        return each(place, record, path + ".properties", (component, parameter, type, at) -> {
            for (String name : List.of("format", "to", "minimum", "maximum")) {
                if (parameter.place(name) != null) {
                    throw new DescriptionException(
                            Place.of(component, parameter, name),
                            "'" + name + "' is for a parameter, not for a part of one; remove it");
                }
            }
            return held(component, parameter, type, at);
        });
    }

    private Map<String, Object> each(Element place, TypeMirror record, String path, Describer describer) {
        List<? extends RecordComponentElement> components = types.components(place, record);
        TypeElement holder = types.element(record);
        if (within.contains(holder)) {
            throw new DescriptionException(
                    place,
                    holder.getSimpleName() + " holds itself, which has no end; use a Map, or the id of a record");
        }
        within.push(holder);
        Map<String, Object> described = new LinkedHashMap<>();
        for (RecordComponentElement component : components) {
            String name = component.getSimpleName().toString();
            places.put(path + "." + name, component);
            Fields fields = describer.describe(
                    component, Annotation.of(component, PARAMETER), type(component), path + "." + name);
            described.put(name, fields.map());
        }
        within.pop();
        return described;
    }

    /** What goes into a service, as a parameter or within one. */
    private Fields held(RecordComponentElement component, Annotation parameter, TypeDescriber.Type type, String path) {
        Object defaultValue = types.value(parameter.text("defaultValue"), type);
        return common(component, parameter, type, path)
                .put("required", !types.isNullable(component) && defaultValue == null)
                .put("enum", allowed(parameter, type))
                .putDefault(defaultValue)
                .put("from", parameter.text("from"));
    }

    private Fields common(
            RecordComponentElement component, Annotation parameter, TypeDescriber.Type type, String path) {
        TypeDescriber.Type held = type.items() == null ? type : type.items();
        return new Fields()
                .put("type", type.name())
                .put("items", type.items() == null ? null : type.items().name())
                .put("properties", held.record() == null ? null : properties(component, held.record(), path))
                .text("title", parameter.text("title"), parameter.text("titleZh"))
                .text("help", parameter.text("help"), parameter.text("helpZh"))
                .put("secret", parameter.flag("secret"));
    }

    private TypeDescriber.Type type(RecordComponentElement component) {
        TypeDescriber.Type type = types.describe(component);
        if (type.name().equals("secret")) {
            throw new DescriptionException(
                    component, "A Secret is for attributes; a parameter is a String with secret = true");
        }
        if (type.items() != null && type.items().name().equals("secret")) {
            throw new DescriptionException(component, "A list of secrets is not possible");
        }
        return type;
    }

    private static List<String> allowed(Annotation parameter, TypeDescriber.Type type) {
        if (!type.name().equals("string")) {
            return List.of();
        }
        List<String> allowed = parameter.texts("allowed");
        return allowed.isEmpty() ? type.allowed() : allowed;
    }

    private interface Describer {
        Fields describe(RecordComponentElement component, Annotation parameter, TypeDescriber.Type type, String path);
    }
}
