package dev.sextant.contract.manifest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What objects refer to. */
final class ObjectShapes {

    private ObjectShapes() {}

    /** Names of the objects that, through others or directly, hold themselves; objects that cannot end are found. */
    static Set<String> holdingThemselves(List<ObjectSpec> objects) {
        Map<String, Set<String>> references = new HashMap<>();
        for (ObjectSpec object : objects) {
            collect(object.properties(), references.computeIfAbsent(object.name(), name -> new HashSet<>()));
        }
        boolean changed = true;
        while (changed) {
            changed = removeEnded(references);
        }
        return new TreeSet<>(references.keySet());
    }

    /** Takes away the objects that refer only to such as were taken away before. */
    private static boolean removeEnded(Map<String, Set<String>> references) {
        references.values().forEach(names -> names.retainAll(references.keySet()));
        return references.values().removeIf(Set::isEmpty);
    }

    private static void collect(List<PropertySpec> properties, Set<String> names) {
        for (PropertySpec property : properties) {
            if (property.object() != null) {
                names.add(property.object());
            }
            collect(property.properties(), names);
        }
    }
}
