package dev.sextant.sdk.processor;

import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Annotated code that cannot become part of a manifest. */
final class DescriptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Place place;

    DescriptionException(Element element, String message) {
        this(Place.of(element), message);
    }

    DescriptionException(Place place, String message) {
        super(message);
        this.place = place;
    }

    Place place() {
        return place;
    }

    @Override
    public String getMessage() {
        @Nullable String message = super.getMessage();
        return message == null ? "" : message;
    }
}
