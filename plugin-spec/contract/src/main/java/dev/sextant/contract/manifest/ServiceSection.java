package dev.sextant.contract.manifest;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The operations of a plugin. */
final class ServiceSection {

    private static final int DEFAULT_BATCH = 100;
    private static final int MAX_BATCH = 10_000;
    private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration MAX_TIMEOUT = Duration.ofDays(7);
    private static final String PARAMETER_HINT = "a mapping such as {type: string, required: true}";

    private ServiceSection() {}

    static ServiceSpec read(ObjectReader reader, String plugin) {
        ServiceMode mode = reader.parsedOr("mode", ServiceSection::mode, ServiceMode.SYNC);
        String invocations = path(reader, "invocations", plugin);
        if (mode == ServiceMode.ASYNC && invocations == null) {
            reader.warning(
                    "invocations",
                    "Without 'invocations' the outcome of a call whose answer was lost stays unknown; offer the query");
        }
        return new ServiceSpec(
                reader.text("name", Forms.NAME, Forms.NAME_HINT),
                LocalizedSection.title(reader, "title"),
                LocalizedSection.optionalProse(reader, "summary"),
                requiredPath(reader, plugin),
                reader.optional("target", EntityName::of),
                mode,
                reader.flag("idempotent"),
                path(reader, "cancel", plugin),
                invocations,
                path(reader, "plan", plugin),
                reader.optionalText("undo", Forms.NAME, Forms.NAME_HINT),
                reader.duration(
                        "timeout",
                        mode == ServiceMode.SYNC ? Duration.ofMinutes(1) : Duration.ofHours(1),
                        MIN_TIMEOUT,
                        MAX_TIMEOUT),
                reader.integer("batch", DEFAULT_BATCH, 1, MAX_BATCH),
                input(reader),
                output(reader));
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

    private static ServiceMode mode(String text) {
        return Texts.find(ServiceMode.values(), mode -> mode.name().toLowerCase(Locale.ROOT), text);
    }

    private static String requiredPath(ObjectReader reader, String plugin) {
        if (reader.take("path") == null) {
            reader.error("path", "'path' is missing; write for example /" + plugin + "/v1/scripts/run");
            return "";
        }
        String path = path(reader, "path", plugin);
        return path == null ? "" : path;
    }

    private static @Nullable String path(ObjectReader reader, String field, String plugin) {
        String path = reader.optionalText(field, Forms.PATH, Forms.PATH_HINT);
        if (path != null && !plugin.isEmpty() && !path.startsWith("/" + plugin + "/")) {
            reader.error(field, "'" + path + "' is not under the plugin's own paths; write /" + plugin + "/…");
        }
        return path;
    }

    private static List<InputParameter> input(ObjectReader reader) {
        return List.copyOf(reader.named("input", Forms.FIELD, Forms.FIELD_HINT, (name, node) -> {
                    String at = reader.path("input." + name);
                    if (name.equals("callbackParameter") || name.equals("confirmToken")) {
                        reader.problems()
                                .error(node, at, "'" + name + "' belongs to the protocol; choose another name");
                    }
                    return ObjectReader.read(node, at, reader.problems(), parameter -> input(parameter, name));
                })
                .values());
    }

    private static InputParameter input(ObjectReader reader, String name) {
        ParameterType type = type(reader);
        ParameterFormat format = reader.optional("format", ParameterFormat::of);
        if (format != null && type != ParameterType.STRING) {
            reader.error("format", "Only a string has a format");
        }
        boolean secret = reader.flag("secret");
        if ((secret || format == ParameterFormat.PASSWORD) && reader.take("default") != null) {
            reader.error("default", "A secret has no default; remove it");
        }
        return new InputParameter(
                name,
                type,
                items(reader, type),
                format,
                reader.flag("required"),
                secret || format == ParameterFormat.PASSWORD,
                allowed(reader, type == ParameterType.STRING),
                Defaults.read(reader, Defaults.Kind.of(type, format)),
                reader.optional("from", ParameterSource::of),
                LocalizedSection.optionalTitle(reader, "title"),
                LocalizedSection.optionalProse(reader, "help"));
    }

    private static List<OutputParameter> output(ObjectReader reader) {
        return List.copyOf(reader.named("output", Forms.FIELD, Forms.FIELD_HINT, (name, node) -> {
                    String at = reader.path("output." + name);
                    if (Forms.RESERVED_OUTPUTS.contains(name)) {
                        reader.problems()
                                .error(node, at, "'" + name + "' belongs to the protocol; choose another name");
                    }
                    return ObjectReader.read(node, at, reader.problems(), parameter -> output(parameter, name));
                })
                .values());
    }

    private static OutputParameter output(ObjectReader reader, String name) {
        ParameterType type = type(reader);
        return new OutputParameter(
                name,
                type,
                items(reader, type),
                reader.flag("secret"),
                reader.optional("to", ParameterSource::of),
                LocalizedSection.optionalTitle(reader, "title"),
                LocalizedSection.optionalProse(reader, "help"));
    }

    private static ParameterType type(ObjectReader reader) {
        return reader.parsed("type", ParameterType::of, ParameterType.STRING, PARAMETER_HINT);
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
