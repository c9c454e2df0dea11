package dev.sextant.contract.manifest;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The top level of a manifest. */
final class ManifestSection {

    static final String API_VERSION = "sextant.dev/v1";

    private ManifestSection() {}

    static PluginManifest read(ObjectReader reader) {
        String apiVersion = reader.text("apiVersion", Pattern.compile(Pattern.quote(API_VERSION)), API_VERSION);
        String name = name(reader);
        List<Capability> capabilities =
                distinct(reader, "capabilities", "", reader.values("capabilities", Capability::of), Capability::text);
        ServiceSection services = new ServiceSection(name, PropertySection.names(reader));
        PluginManifest manifest = new PluginManifest(
                apiVersion,
                ManifestFormat.SEXTANT,
                name,
                reader.parsed("version", SemanticVersion::of, SemanticVersion.of("0.0.0"), "for example 1.0.0"),
                null,
                LocalizedSection.title(reader, "title"),
                LocalizedSection.optionalProse(reader, "summary"),
                requires(reader),
                new ContainerSection(capabilities).containers(reader),
                capabilities,
                permissions(reader),
                ResourceSection.databases(reader),
                ResourceSection.buckets(reader),
                ResourceSection.ui(reader),
                distinct(
                        reader,
                        "variables",
                        "name",
                        reader.objects("variables", VariableSection::read),
                        VariableSpec::name),
                distinct(reader, "roles", "name", reader.objects("roles", role -> role(role, name)), RoleSpec::name),
                distinct(reader, "menus", "code", reader.objects("menus", ManifestSection::menu), MenuSpec::code),
                dynamicModel(reader, services),
                distinct(reader, "entities", "name", reader.objects("entities", EntitySection::read), EntitySpec::name),
                PropertySection.objects(reader),
                distinct(reader, "services", "name", reader.objects("services", services::read), ServiceSpec::name),
                reader.objects("events", event -> subscription(event, services)),
                ResourceSection.languages(reader, "translations"),
                ResourceSection.languages(reader, "documentation"));
        ManifestRules.check(manifest, reader);
        return manifest;
    }

    static Function<String, String> form(Pattern form, String hint) {
        return text -> {
            if (!form.matcher(text).matches()) {
                throw new IllegalArgumentException("'" + text + "' is not allowed; write " + hint);
            }
            return text;
        };
    }

    /** Reports names that a list gives twice; the key field is empty where the items are the names themselves. */
    static <T> List<T> distinct(
            ObjectReader reader, String field, String keyField, List<T> items, Function<T, String> key) {
        Set<String> seen = new HashSet<>();
        for (T item : items) {
            String name = key.apply(item);
            if (!seen.add(name) && !name.isEmpty()) {
                reader.errorAt(
                        field, keyField, name, keyField, "'" + name + "' is there twice; each needs a name of its own");
            }
        }
        return items;
    }

    private static String name(ObjectReader reader) {
        String name = reader.text("name", Forms.PLUGIN, Forms.PLUGIN_HINT);
        if (Forms.RESERVED_PLUGINS.contains(name)) {
            reader.error("name", "'" + name + "' is reserved for the platform; choose another name");
        }
        return name;
    }

    private static Requirements requires(ObjectReader reader) {
        YamlNode node = reader.take("requires");
        if (node == null) {
            return Requirements.NONE;
        }
        Requirements found = ObjectReader.read(node, reader.path("requires"), reader.problems(), requires -> {
            VersionRange platform = requires.optional("platform", VersionRange::of);
            Map<String, VersionRange> plugins = requires.named(
                    "plugins",
                    Forms.PLUGIN,
                    Forms.PLUGIN_HINT,
                    (plugin, range) -> requires.parse(range, requires.path("plugins." + plugin), VersionRange::of));
            return new Requirements(platform, Map.copyOf(plugins), null);
        });
        return found == null ? Requirements.NONE : found;
    }

    private static List<String> permissions(ObjectReader reader) {
        return distinct(
                reader,
                "permissions",
                "",
                reader.values("permissions", form(Forms.PERMISSION, Forms.PERMISSION_HINT)),
                text -> text);
    }

    private static @Nullable DynamicModel dynamicModel(ObjectReader reader, ServiceSection services) {
        YamlNode node = reader.take("dataModel");
        if (node == null) {
            return null;
        }
        DynamicModel model = ObjectReader.read(
                node,
                reader.path("dataModel"),
                reader.problems(),
                found -> new DynamicModel(HttpMethod.GET, services.path(found, "path")));
        if (reader.take("entities") != null) {
            reader.error("dataModel", "Entities come either from the list or from this path; remove one of the two");
        }
        return model;
    }

    private static EventSubscription subscription(ObjectReader reader, ServiceSection services) {
        List<String> types = reader.values("types", form(Forms.EVENT, Forms.EVENT_HINT));
        if (types.isEmpty()) {
            reader.error("types", "'types' names no event; write for example [run.changed]");
        }
        return new EventSubscription(types, services.path(reader, "path"));
    }

    private static RoleSpec role(ObjectReader reader, String plugin) {
        List<String> permissions = reader.values("permissions", text -> {
            String permission = form(Forms.PERMISSION, Forms.PERMISSION_HINT).apply(text);
            if (!permission.startsWith(plugin + ":")) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not of this plugin; a plugin gives out only " + plugin + ":…");
            }
            return permission;
        });
        return new RoleSpec(
                reader.text("name", Forms.NAME, Forms.NAME_HINT),
                LocalizedSection.optionalTitle(reader, "title"),
                permissions,
                reader.values("menus", form(Forms.NAME, Forms.NAME_HINT)));
    }

    private static MenuSpec menu(ObjectReader reader) {
        return new MenuSpec(
                reader.text("code", Forms.NAME, Forms.NAME_HINT),
                reader.parsed("dimension", Dimension::of, Dimension.TASKS, "for example execution"),
                LocalizedSection.title(reader, "title"),
                reader.text("page", Forms.PATH, Forms.PATH_HINT));
    }
}
