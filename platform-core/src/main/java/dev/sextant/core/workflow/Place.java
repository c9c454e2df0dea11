package dev.sextant.core.workflow;

import javax.xml.stream.Location;

/** Where something stands in the BPMN. */
record Place(int line, int column) {
    static final Place START = new Place(1, 1);

    static Place of(Location location) {
        return new Place(Math.max(1, location.getLineNumber()), Math.max(1, location.getColumnNumber()));
    }
}
