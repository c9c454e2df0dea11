package dev.sextant.contract.manifest;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What services take and give. */
final class ParameterSection {

    private static final Pattern SOURCE = Pattern.compile("[^\\p{Cntrl}]{1,2000}");

    private ParameterSection() {}

    static List<InputParameter> inputs(ObjectReader reader, Set<String> objects) {
        return List.copyOf(reader.named("input", Forms.FIELD, Forms.FIELD_HINT, (name, node) -> {
                    String at = reader.path("input." + name);
                    if (Forms.RESERVED_INPUTS.contains(name)) {
                        reader.problems()
                                .error(node, at, "'" + name + "' belongs to the protocol; choose another name");
                    }
                    return ObjectReader.read(node, at, reader.problems(), parameter -> input(parameter, name, objects));
                })
                .values());
    }

    static List<OutputParameter> outputs(ObjectReader reader, Set<String> objects) {
        return List.copyOf(reader.named("output", Forms.FIELD, Forms.FIELD_HINT, (name, node) -> {
                    String at = reader.path("output." + name);
                    if (Forms.RESERVED_OUTPUTS.contains(name)) {
                        reader.problems()
                                .error(node, at, "'" + name + "' belongs to the protocol; choose another name");
                    }
                    return ObjectReader.read(
                            node, at, reader.problems(), parameter -> output(parameter, name, objects));
                })
                .values());
    }

    /** The only values allowed of a text. */
    static List<String> allowed(ObjectReader reader, boolean isText) {
        List<String> values = reader.values("enum", ManifestSection.form(Forms.TITLE, Forms.TITLE_HINT));
        if (!isText && reader.take("enum") != null) {
            reader.error("enum", "Only a string has a list of allowed values");
        }
        Object value = reader.take("default") instanceof YamlNode.Scalar scalar ? Scalars.value(scalar) : null;
        if (value instanceof String text && !values.isEmpty() && !values.contains(text)) {
            reader.error("default", "'" + text + "' is none of the allowed values " + String.join(", ", values));
        }
        return values;
    }

    /** A source in the form that plugin.yaml writes. */
    static ParameterSource source(String text) {
        if (!SOURCE.matcher(text).matches()) {
            throw new IllegalArgumentException("A source is one line of 1 to 2000 characters");
        }
        ParameterSource source = ParameterSource.of(text);
        if (source.entity() != null) {
            EntitySection.name(source.entity().toString());
        }
        return source;
    }

    private static InputParameter input(ObjectReader reader, String name, Set<String> objects) {
        SchemaSection schema = SchemaSection.read(reader, objects);
        ParameterFormat format = reader.optional("format", ParameterFormat::of);
        if (format != null && schema.type() != ParameterType.STRING) {
            reader.error("format", "Only a string has a format");
        }
        boolean secret = reader.flag("secret");
        if ((secret || format == ParameterFormat.PASSWORD) && reader.take("default") != null) {
            reader.error("default", "A secret has no default; remove it");
        }
        Object defaultValue = Defaults.read(reader, Defaults.Kind.of(schema.type(), format));
        NumberRange range = NumberRange.read(reader, schema.type(), defaultValue);
        return new InputParameter(
                name,
                schema.type(),
                schema.items(),
                schema.object(),
                schema.properties(),
                format,
                reader.flag("required"),
                secret || format == ParameterFormat.PASSWORD,
                allowed(reader, schema.type() == ParameterType.STRING),
                defaultValue,
                range.minimum(),
                range.maximum(),
                reader.optional("from", ParameterSection::source),
                LocalizedSection.optionalTitle(reader, "title"),
                LocalizedSection.optionalProse(reader, "help"));
    }

    private static OutputParameter output(ObjectReader reader, String name, Set<String> objects) {
        SchemaSection schema = SchemaSection.read(reader, objects);
        return new OutputParameter(
                name,
                schema.type(),
                schema.items(),
                schema.object(),
                schema.properties(),
                reader.flag("secret"),
                reader.optional("to", ParameterSection::source),
                LocalizedSection.optionalTitle(reader, "title"),
                LocalizedSection.optionalProse(reader, "help"));
    }
}
