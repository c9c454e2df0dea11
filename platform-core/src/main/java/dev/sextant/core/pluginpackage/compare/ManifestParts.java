package dev.sextant.core.pluginpackage.compare;

import dev.sextant.contract.manifest.AttributeSpec;
import dev.sextant.contract.manifest.ContainerSpec;
import dev.sextant.contract.manifest.EntitySpec;
import dev.sextant.contract.manifest.PluginManifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A manifest as a flat list of all that it brings and asks for beside services, each part with a text that tells two apart. */
public final class ManifestParts {
    private record Part(PartKind kind, String name) {}

    private final Map<Part, String> parts = new LinkedHashMap<>();

    private ManifestParts(PluginManifest manifest) {
        askedFor(manifest);
        manifest.containers().forEach(this::container);
        brought(manifest);
        manifest.entities().forEach(this::entity);
    }

    /** The parts that came, went or changed. */
    public static List<PartChange> changes(PluginManifest before, PluginManifest after) {
        var old = new ManifestParts(before).parts;
        var now = new ManifestParts(after).parts;
        var all = new LinkedHashSet<>(old.keySet());
        all.addAll(now.keySet());
        var changes = new ArrayList<PartChange>();
        for (var part : all) {
            var was = old.get(part);
            var is = now.get(part);
            if (!Objects.equals(was, is)) {
                var change = was == null ? Change.ADDED : is == null ? Change.REMOVED : Change.CHANGED;
                changes.add(new PartChange(part.kind(), part.name(), change, was, is));
            }
        }
        return changes;
    }

    private void askedFor(PluginManifest manifest) {
        manifest.permissions().forEach(one -> put(PartKind.PERMISSION, one, one));
        for (var subscription : manifest.events()) {
            subscription.types().forEach(type -> put(PartKind.EVENT, type, subscription.path()));
        }
        manifest.requires().plugins().forEach((name, range) -> put(PartKind.REQUIREMENT, name, range.toString()));
        var platform = manifest.requires().platform();
        if (platform != null) {
            put(PartKind.REQUIREMENT, "platform", platform.toString());
        }
        for (var database : manifest.databases()) {
            put(
                    PartKind.DATABASE,
                    database.name(),
                    "schema %s, migrations %s, init %s, upgrade %s"
                            .formatted(database.schema(), database.migrations(), database.init(), database.upgrade()));
        }
        manifest.buckets().forEach(one -> put(PartKind.BUCKET, one.name(), String.valueOf(one.files())));
    }

    private void container(ContainerSpec one) {
        put(PartKind.CONTAINER, one.name(), "health " + one.health());
        put(PartKind.MEMORY, one.name(), "%d bytes".formatted(one.memory()));
        put(PartKind.CPU, one.name(), String.valueOf(one.cpu()));
        put(PartKind.PORT, one.name() + ".services", String.valueOf(one.port()));
        one.ports().forEach((name, port) -> put(PartKind.PORT, one.name() + "." + name, String.valueOf(port)));
        one.volumes().forEach((name, path) -> put(PartKind.VOLUME, one.name() + "." + name, path));
        one.capabilities().forEach(capability -> put(PartKind.CAPABILITY, capability.text(), one.name()));
        one.egress().forEach(domain -> put(PartKind.EGRESS, domain, one.name()));
        one.environment().forEach((name, value) -> put(PartKind.ENVIRONMENT, one.name() + "." + name, value));
    }

    private void brought(PluginManifest manifest) {
        for (var role : manifest.roles()) {
            put(PartKind.ROLE, role.name(), "permissions %s, menus %s".formatted(role.permissions(), role.menus()));
        }
        for (var menu : manifest.menus()) {
            put(PartKind.MENU, menu.code(), "%s, %s".formatted(menu.dimension(), menu.page()));
        }
        for (var variable : manifest.variables()) {
            put(
                    PartKind.VARIABLE,
                    variable.name(),
                    "%s, %s, default %s".formatted(variable.type(), variable.scope(), variable.defaultValue()));
        }
        var ui = manifest.ui();
        if (ui != null) {
            put(PartKind.UI, ui.archive(), ui.entry());
        }
        var model = manifest.dynamicModel();
        if (model != null) {
            put(PartKind.DYNAMIC_MODEL, model.path(), model.method().toString());
        }
    }

    private void entity(EntitySpec entity) {
        put(PartKind.ENTITY, entity.name(), entity.name());
        for (AttributeSpec one : entity.attributes()) {
            put(PartKind.ATTRIBUTE, entity.name() + "." + one.name(), attribute(one));
        }
    }

    private static String attribute(AttributeSpec one) {
        var text = new StringBuilder(String.valueOf(one.type()));
        text.append(one.many() ? " (many)" : "").append(one.required() ? ", required" : "");
        if (one.reference() != null) {
            text.append(", of ").append(one.reference());
        }
        if (!one.values().isEmpty()) {
            text.append(", one of ").append(String.join(", ", one.values()));
        }
        return text.append(one.defaultValue() == null ? "" : ", default " + one.defaultValue())
                .toString();
    }

    private void put(PartKind kind, String name, String text) {
        // Two containers may ask for the same: the part is there once, for both.
        parts.merge(new Part(kind, name), text, (one, other) -> one.equals(other) ? one : one + ", " + other);
    }
}
