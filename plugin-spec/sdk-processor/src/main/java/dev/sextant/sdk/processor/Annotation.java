package dev.sextant.sdk.processor;

import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The values that an annotation gives; what it leaves out is empty, because every default there is. */
record Annotation(Map<? extends ExecutableElement, ? extends AnnotationValue> values) {

    static Annotation of(Element element, String type) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (mirror.getAnnotationType().toString().equals(type)) {
                return new Annotation(mirror.getElementValues());
            }
        }
        return new Annotation(Map.of());
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

    private @Nullable Object value(String name) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry : values.entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(name)) {
                return entry.getValue().getValue();
            }
        }
        return null;
    }
}
