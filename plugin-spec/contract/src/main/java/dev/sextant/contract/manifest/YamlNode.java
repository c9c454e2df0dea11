package dev.sextant.contract.manifest;

import java.util.List;

/** A YAML text as a tree that remembers where each part stands; lines and columns count from 1. */
sealed interface YamlNode {

    int line();

    int column();

    /** A mapping, its entries in the order of the text. */
    record Mapping(int line, int column, List<Entry> entries) implements YamlNode {}

    /** A key and its value; the position is the key's. */
    record Entry(int line, int column, String key, YamlNode value) {}

    /** A sequence. */
    record Sequence(int line, int column, List<YamlNode> items) implements YamlNode {}

    /** A scalar as it was written; only a plain one may be something else than a string. */
    record Scalar(int line, int column, String text, boolean plain) implements YamlNode {}
}
