package dev.sextant.sdk.processor;

import javax.lang.model.element.Element;

/** Annotated code that cannot become part of a manifest. */
final class DescriptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Element element;

    DescriptionException(Element element, String message) {
        super(message);
        this.element = element;
    }

    Element element() {
        return element;
    }
}
