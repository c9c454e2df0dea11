package dev.sextant.contract.manifest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What objects hold. */
final class PropertySection {

    private PropertySection() {}

    /** The objects that parameters refer to. */
    static List<ObjectSpec> objects(ObjectReader reader) {
        Set<String> names = names(reader);
        for (String name : names) {
            if (!Forms.NAME.matcher(name).matches()) {
                reader.error("objects", "'" + name + "' is not allowed; write " + Forms.NAME_HINT);
            }
        }
        YamlNode node = reader.take("objects");
        List<ObjectSpec> objects = node == null
                ? null
                : ObjectReader.read(
                        node,
                        reader.path("objects"),
                        reader.problems(),
                        all -> names.stream()
                                .map(name -> new ObjectSpec(name, null, read(all, name, names)))
                                .toList());
        return objects == null ? List.of() : objects;
    }

    static Set<String> names(ObjectReader reader) {
        Set<String> names = new LinkedHashSet<>();
        if (reader.take("objects") instanceof YamlNode.Mapping mapping) {
            mapping.entries().forEach(entry -> names.add(entry.key()));
        }
        return names;
    }

    /** The properties under a field, by their names. */
    static List<PropertySpec> read(ObjectReader reader, String field, Set<String> objects) {
        return List.copyOf(reader.named(
                        field,
                        Forms.FIELD,
                        Forms.FIELD_HINT,
                        (name, node) -> ObjectReader.read(
                                node,
                                reader.path(field + "." + name),
                                reader.problems(),
                                property -> property(property, name, objects)))
                .values());
    }

    private static PropertySpec property(ObjectReader reader, String name, Set<String> objects) {
        SchemaSection schema = SchemaSection.read(reader, objects);
        boolean secret = reader.flag("secret");
        if (secret && reader.take("default") != null) {
            reader.error("default", "A secret has no default; remove it");
        }
        return new PropertySpec(
                name,
                schema.type(),
                schema.items(),
                schema.object(),
                schema.properties(),
                reader.flag("required"),
                secret,
                ParameterSection.allowed(reader, schema.type() == ParameterType.STRING),
                Defaults.read(reader, Defaults.Kind.of(schema.type(), null)),
                reader.optional("from", ParameterSection::source),
                LocalizedSection.optionalTitle(reader, "title"),
                LocalizedSection.optionalProse(reader, "help"));
    }
}
