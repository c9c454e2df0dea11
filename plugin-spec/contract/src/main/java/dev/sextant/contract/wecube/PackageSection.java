package dev.sextant.contract.wecube;

import dev.sextant.contract.manifest.BucketSpec;
import dev.sextant.contract.manifest.Capability;
import dev.sextant.contract.manifest.ContainerSpec;
import dev.sextant.contract.manifest.DatabaseSpec;
import dev.sextant.contract.manifest.Localized;
import dev.sextant.contract.manifest.ManifestFormat;
import dev.sextant.contract.manifest.MenuSpec;
import dev.sextant.contract.manifest.ObjectSpec;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.Requirements;
import dev.sextant.contract.manifest.RoleSpec;
import dev.sextant.contract.manifest.SemanticVersion;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.contract.manifest.VariableSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The top level of a registration. */
final class PackageSection {

    private static final String API_VERSION = "wecube/v2";

    /** The plugins that can be named in a permission. */
    private static final Pattern OURS = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private final ElementReader reader;

    PackageSection(ElementReader reader) {
        this.reader = reader;
    }

    PluginManifest read() {
        String name = name();
        String version = reader.required("version");
        SemanticVersion parsed = Forms.version(version);
        if (parsed == null && !version.isEmpty()) {
            reader.error("version", Findings.quote(version) + " is not a version; write for example v1.0.0");
        }
        if (reader.optional("edition") != null) {
            reader.ignore("edition", "Editions are not told apart; the version alone names a package");
        }
        Requirements requires = new DependencySection(reader).read();
        List<MenuSpec> menus = new MenuSection(reader).menus();
        DataModelSection model = new DataModelSection(reader, name);
        List<VariableSpec> variables = new VariableSection(reader, name).read();
        List<RoleSpec> roles = new MenuSection(reader).roles(menus);
        if (!reader.has("resourceDependencies")) {
            reader.error("", "'resourceDependencies' is missing; name at least one docker image there");
        }
        List<ContainerSpec> containers = new DockerSection(reader).read();
        List<DatabaseSpec> databases = new StorageSection(reader).databases();
        List<BucketSpec> buckets = new StorageSection(reader).buckets();
        List<ObjectSpec> objects = ParameterSection.objects(reader);
        List<ServiceSpec> services = new ServiceSection(
                        reader, name, objects.stream().map(ObjectSpec::name).collect(Collectors.toList()))
                .read();
        PluginManifest manifest = new PluginManifest(
                API_VERSION,
                ManifestFormat.WECUBE,
                name,
                parsed == null ? new SemanticVersion(0, 0, 0, "") : parsed,
                version,
                Localized.of(name),
                null,
                requires,
                containers,
                List.of(Capability.WRITABLE_ROOT),
                permissions(requires),
                databases,
                buckets,
                null,
                variables,
                roles,
                menus,
                model.dynamic(),
                model.entities(),
                objects,
                services,
                List.of(),
                Map.of(),
                Map.of());
        reader.finish();
        return manifest;
    }

    /** WeCube lets a plugin do all with all others; here it may work with those that it says it depends on. */
    private static List<String> permissions(Requirements requires) {
        return requires.plugins().keySet().stream()
                .filter(plugin -> OURS.matcher(plugin).matches())
                .sorted()
                .flatMap(plugin -> Stream.of(plugin + ":read", plugin + ":invoke", plugin + ":manage"))
                .collect(Collectors.toList());
    }

    private String name() {
        String name = reader.required("name", Forms.PACKAGE, Forms.PACKAGE_HINT);
        if (Forms.RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            reader.error("name", "'" + name + "' is reserved for the platform; choose another name");
        }
        return name;
    }
}
