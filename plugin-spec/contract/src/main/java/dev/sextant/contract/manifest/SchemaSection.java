package dev.sextant.contract.manifest;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of value that parameters and properties hold.
 *
 * @param type kind of value
 * @param items kind of an array's elements
 * @param object name of the object that it is shaped like
 * @param properties what it holds
 */
record SchemaSection(
        ParameterType type,
        @Nullable ParameterType items,
        @Nullable String object,
        List<PropertySpec> properties) {

    private static final String HINT = "a mapping such as {type: string, required: true}";

    /** Reads type, items, object and properties; the names are those of the manifest's objects. */
    static SchemaSection read(ObjectReader reader, Set<String> objects) {
        ParameterType type = reader.parsed("type", ParameterType::of, ParameterType.STRING, HINT);
        ParameterType items = items(reader, type);
        String object = reader.optionalText("object", Forms.NAME, Forms.NAME_HINT);
        if (object != null && !objects.contains(object)) {
            reader.error("object", "'" + object + "' is not under objects");
        }
        List<PropertySpec> properties = PropertySection.read(reader, "properties", objects);
        boolean holdsObjects = type == ParameterType.OBJECT || items == ParameterType.OBJECT;
        for (String field : List.of("object", "properties")) {
            if (!holdsObjects && reader.take(field) != null) {
                reader.error(field, "Only an object, or an array of objects, has " + field);
            }
        }
        if (reader.take("object") != null && reader.take("properties") != null) {
            reader.error("properties", "The object names its properties already; remove one of the two");
        }
        return new SchemaSection(type, items, object, properties);
    }

    private static @Nullable ParameterType items(ObjectReader reader, ParameterType type) {
        ParameterType items = reader.optional("items", ParameterType::of);
        if (items != null && type != ParameterType.ARRAY) {
            reader.error("items", "Only an array has items");
        }
        if (items == null && type == ParameterType.ARRAY && reader.take("items") == null) {
            reader.error("items", "'items' is missing; write for example {type: array, items: string}");
        }
        if (items == ParameterType.ARRAY) {
            reader.error("items", "An array of arrays is not supported; use items: object");
        }
        return items;
    }
}
