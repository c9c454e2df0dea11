package dev.sextant.contract.manifest;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The data model of a plugin. */
final class EntitySection {

    private static final Set<String> GIVEN = Set.of("id", "displayName");

    private EntitySection() {}

    static EntitySpec read(ObjectReader reader) {
        List<AttributeSpec> attributes = reader.objects("attributes", EntitySection::attribute);
        return new EntitySpec(
                reader.text("name", Forms.NAME, Forms.NAME_HINT),
                LocalizedSection.optionalTitle(reader, "title"),
                LocalizedSection.optionalProse(reader, "summary"),
                ManifestSection.distinct(reader, "attributes", "name", attributes, AttributeSpec::name));
    }

    /** An entity's name in the form that plugin.yaml writes. */
    static EntityName name(String text) {
        return EntityName.of(
                ManifestSection.form(Forms.ENTITY, Forms.ENTITY_HINT).apply(text));
    }

    private static AttributeSpec attribute(ObjectReader reader) {
        String name = reader.text("name", Forms.FIELD, Forms.FIELD_HINT);
        if (GIVEN.contains(name)) {
            reader.error("name", "Every record has '" + name + "' already; remove the attribute");
        }
        EntityName reference = reader.optional("reference", EntitySection::name);
        AttributeType type = reader.parsedOr("type", AttributeType::of, AttributeType.STRING);
        if (reference == null && reader.take("type") == null) {
            reader.error("type", "'type' is missing; write for example string, or a reference: plugin:entity");
        }
        if (reference != null && type != AttributeType.STRING) {
            reader.error("type", "A reference holds an id, which is a string; remove the type");
        }
        return new AttributeSpec(
                name,
                type,
                reader.flag("required"),
                reference,
                reader.flag("many"),
                ParameterSection.allowed(reader, type == AttributeType.STRING),
                defaultValue(reader, type),
                LocalizedSection.optionalTitle(reader, "title"),
                LocalizedSection.optionalProse(reader, "help"));
    }

    private static @Nullable Object defaultValue(ObjectReader reader, AttributeType type) {
        if (type == AttributeType.SECRET && reader.take("default") != null) {
            reader.error("default", "A secret has no default; remove it");
            return null;
        }
        return Defaults.read(reader, reader.flag("many") ? Defaults.Kind.ARRAY : Defaults.Kind.of(type));
    }
}
