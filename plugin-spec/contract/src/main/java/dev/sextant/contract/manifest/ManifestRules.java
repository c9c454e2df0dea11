package dev.sextant.contract.manifest;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the parts of a manifest demand of each other. */
final class ManifestRules {

    /** Where the platform mounts the volume of an embedded database. */
    private static final String DATABASE_FOLDER = "/data";

    private ManifestRules() {}

    static void check(PluginManifest manifest, ObjectReader reader) {
        Set<String> menus = manifest.menus().stream().map(MenuSpec::code).collect(Collectors.toSet());
        for (RoleSpec role : manifest.roles()) {
            unknown(role.menus(), menus)
                    .forEach(menu -> reader.errorAt(
                            "roles",
                            "name",
                            role.name(),
                            "menus",
                            "Role " + role.name() + " names the menu '" + menu + "', which is not under menus"));
        }
        checkServices(manifest, reader);
        checkEntities(manifest, reader);
        checkObjects(manifest, reader);
        for (ContainerSpec container : manifest.containers()) {
            if (!manifest.databases().isEmpty() && container.volumes().containsValue(DATABASE_FOLDER)) {
                reader.error(
                        "containers",
                        "The database's volume is mounted at /data already; mount the other one elsewhere");
            }
        }
    }

    /** An object that holds itself has no end; a form could never be filled in. */
    private static void checkObjects(PluginManifest manifest, ObjectReader reader) {
        ObjectShapes.holdingThemselves(manifest.objects())
                .forEach(name -> reader.error("objects", "The object '" + name + "' holds itself; end the circle"));
    }

    private static void checkServices(PluginManifest manifest, ObjectReader reader) {
        Set<String> names = manifest.services().stream().map(ServiceSpec::name).collect(Collectors.toSet());
        Set<String> paths = new HashSet<>();
        for (ServiceSpec service : manifest.services()) {
            if (service.undo() != null && !names.contains(service.undo())) {
                reader.errorAt(
                        "services",
                        "name",
                        service.name(),
                        "undo",
                        "Service " + service.name() + " is undone by '" + service.undo()
                                + "', which is not under services");
            }
            if (!service.path().isEmpty() && !paths.add(service.path())) {
                reader.errorAt(
                        "services",
                        "name",
                        service.name(),
                        "path",
                        "The path " + service.path() + " belongs to two services");
            }
            if (service.target() != null) {
                own(manifest, service.target())
                        .ifPresent(text -> reader.errorAt("services", "name", service.name(), "target", text));
            }
        }
    }

    private static void checkEntities(PluginManifest manifest, ObjectReader reader) {
        for (EntitySpec entity : manifest.entities()) {
            for (AttributeSpec attribute : entity.attributes()) {
                if (attribute.reference() != null) {
                    own(manifest, attribute.reference())
                            .ifPresent(text -> reader.errorAt("entities", "name", entity.name(), "attributes", text));
                }
            }
        }
    }

    private static Optional<String> own(PluginManifest manifest, EntityName name) {
        boolean known =
                manifest.entities().stream().anyMatch(entity -> entity.name().equals(name.entity()));
        return name.plugin().equals(manifest.name()) && !known
                ? Optional.of("The entity " + name + " is of this plugin, but not under entities")
                : Optional.empty();
    }

    private static List<String> unknown(List<String> wanted, Set<String> known) {
        return wanted.stream().filter(name -> !known.contains(name)).toList();
    }
}
