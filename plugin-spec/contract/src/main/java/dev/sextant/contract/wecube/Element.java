package dev.sextant.contract.wecube;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An element with its position; lines and columns count from 1. */
final class Element {

    /** An attribute with its position. */
    record Attribute(String value, int line, int column) {}

    final String name;
    final int line;
    final int column;
    final Map<String, Attribute> attributes = new LinkedHashMap<>();
    final List<Element> children = new ArrayList<>();
    final StringBuilder text = new StringBuilder();

    Element(String name, int line, int column) {
        this.name = name;
        this.line = line;
        this.column = column;
    }
}
