package dev.sextant.sdk.processor;

import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Where in the code something stands, as exactly as it is known.
 *
 * @param element the method, type or component
 * @param annotation its annotation
 * @param value the value in that
 */
record Place(
        @Nullable Element element,
        @Nullable AnnotationMirror annotation,
        @Nullable AnnotationValue value) {

    static final Place NOWHERE = new Place(null, null, null);

    static Place of(Element element) {
        return new Place(element, null, null);
    }

    /** The value of an annotation where it is given, else the annotation, else the element. */
    static Place of(Element element, Annotation annotation, String name) {
        return new Place(element, annotation.mirror(), annotation.place(name));
    }

    void error(Messager messager, String message) {
        messager.printMessage(Diagnostic.Kind.ERROR, message, element, annotation, value);
    }
}
