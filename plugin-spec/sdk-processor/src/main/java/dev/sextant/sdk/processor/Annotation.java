package dev.sextant.sdk.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * The values that an annotation gives; what it leaves out is empty, because every default there is.
 *
 * @param mirror where it stands; null when there is none
 * @param values what it gives
 */
record Annotation(
        @Nullable AnnotationMirror mirror, Map<? extends ExecutableElement, ? extends AnnotationValue> values) {

    static Annotation of(Element element, String type) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (mirror.getAnnotationType().toString().equals(type)) {
                return new Annotation(mirror, mirror.getElementValues());
            }
        }
        return new Annotation(null, Map.of());
    }

    /** All annotations of a repeatable type, whose container is its nested type {@code List}. */
    static List<Annotation> all(Element element, String type) {
        List<Annotation> found = new ArrayList<>();
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            String name = mirror.getAnnotationType().toString();
            Annotation annotation = new Annotation(mirror, mirror.getElementValues());
            if (name.equals(type)) {
                found.add(annotation);
            } else if (name.equals(type + ".List") && annotation.value("value") instanceof List<?> list) {
                for (Object item : list) {
                    AnnotationMirror inner = (AnnotationMirror) ((AnnotationValue) item).getValue();
                    found.add(new Annotation(inner, inner.getElementValues()));
                }
            }
        }
        return found;
    }

    String text(String name) {
        return value(name) instanceof String text ? text : "";
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(value(name));
    }

    @Nullable Integer integer(String name) {
        return value(name) instanceof Integer integer ? integer : null;
    }

    /** The name of an enum's constant. */
    String constant(String name) {
        return value(name) instanceof VariableElement constant
                ? constant.getSimpleName().toString()
                : "";
    }

    List<String> texts(String name) {
        return value(name) instanceof List<?> list
                ? list.stream()
                        .map(item -> String.valueOf(((AnnotationValue) item).getValue()))
                        .toList()
                : List.of();
    }

    @Nullable TypeMirror type(String name) {
        return value(name) instanceof TypeMirror type && type.getKind() == TypeKind.DECLARED ? type : null;
    }

    /** Where a value stands; null when it is not given. */
    @Nullable AnnotationValue place(String name) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry : values.entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(name)) {
                return entry.getValue();
            }
        }
        return null;
    }

    private @Nullable Object value(String name) {
        AnnotationValue place = place(name);
        return place == null ? null : place.getValue();
    }
}
