package dev.sextant.core.resource;

import dev.sextant.contract.manifest.DatabaseSpec;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.resource.ResourceItems.Owner;
import dev.sextant.core.resource.database.DatabaseLayout;
import dev.sextant.core.resource.database.DatabaseLayout.Wish;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The databases of plugins: each a schema and a user of its own on a database host. */
@Component
public class PluginDatabases {
    private static final int LONGEST_USER = 32;
    private static final int KEPT_OF_USER = 22;

    private final ResourceHosts hosts;
    private final ResourceItems items;
    private final DatabaseLayout layout;
    private final PluginLinks links;

    PluginDatabases(ResourceHosts hosts, ResourceItems items, DatabaseLayout layout, PluginLinks links) {
        this.hosts = hosts;
        this.items = items;
        this.layout = layout;
        this.links = links;
    }

    /**
     * Refuses a plugin whose package lays out a database when there is no host for one. A plugin that keeps its database by
     * itself takes a schema where there is a host, and else its data folder.
     */
    public void check(PluginManifest manifest) {
        for (var spec : manifest.databases()) {
            if (needsHost(spec) && find(manifest.name(), spec.name()).isEmpty()) {
                host(manifest.name());
            }
        }
    }

    /** Makes the plugin's schemas or brings them up to the version of its package, and opens the way from its network. */
    public void provide(PluginManifest manifest, PackageScripts scripts, String networkAddress) {
        for (var spec : manifest.databases()) {
            var item = find(manifest.name(), spec.name());
            if (item.isPresent() || needsHost(spec) || !candidates().isEmpty()) {
                var reserved = item.orElseGet(() -> reserve(manifest.name(), spec));
                layout.bring(reserved.id(), new Wish(manifest.version().toString(), spec, scripts));
                links.open(reserved, networkAddress);
            }
        }
    }

    /** How the plugin's containers reach its only or first database. */
    public Optional<DatabaseAccess> access(String plugin) {
        return access(plugin, DatabaseSpec.MAIN);
    }

    /** How the plugin's containers reach one of its databases. */
    public Optional<DatabaseAccess> access(String plugin, String name) {
        return find(plugin, name)
                .filter(item -> item.state() == ResourceItem.State.READY)
                .map(this::access);
    }

    private DatabaseAccess access(ResourceItem item) {
        var place = links.place(item);
        return new DatabaseAccess(place.host(), place.port(), item.itemName(), item.userName(), items.secret(item));
    }

    /** What the plugin finds among its secrets: a file for each database. */
    public Map<String, String> files(String plugin) {
        var files = new LinkedHashMap<String, String>();
        for (var item : items.of(Allocation.Kind.SCHEMA, plugin)) {
            access(plugin, item.name())
                    .ifPresent(access -> files.put(
                            "database-%s.json".formatted(item.name()),
                            JsonMapper.shared().writeValueAsString(access)));
        }
        return files;
    }

    private Optional<ResourceItem> find(String plugin, String name) {
        return items.find(Allocation.Kind.SCHEMA, new Owner(plugin, name));
    }

    private ResourceItem reserve(String plugin, DatabaseSpec spec) {
        var schema = schemaOf(plugin, spec);
        try {
            return items.reserve(
                    host(plugin).id(), Allocation.Kind.SCHEMA, new Owner(plugin, spec.name()), schema, userOf(schema));
        } catch (DuplicateKeyException twice) {
            // The plugin's other instance was faster; or the name is another plugin's.
            return find(plugin, spec.name())
                    .orElseThrow(() -> new ProblemException(
                            ResourceError.DATABASE_TAKEN,
                            "%s cannot have the schema '%s': another plugin has it. Give it another name in the manifest."
                                    .formatted(plugin, schema)));
        }
    }

    private ResourceHost host(String plugin) {
        return candidates().stream()
                .min(Comparator.comparing((ResourceHost host) -> host.state() == ResourceHost.State.DOWN)
                        .thenComparing(host -> items.countOn(host.id())))
                .orElseThrow(() -> new ProblemException(
                        ResourceError.HOST_MISSING,
                        "%s needs a database, and no resource host takes one: enter a MariaDB or MySQL server under Resources, or resume or enlarge one that is drained or full"
                                .formatted(plugin)));
    }

    private List<ResourceHost> candidates() {
        return hosts.schedulable(ResourceHost.Kind.DATABASE).stream()
                .filter(host -> host.mostItems() == null || items.countOn(host.id()) < host.mostItems())
                .toList();
    }

    private static boolean needsHost(DatabaseSpec spec) {
        return spec.init() != null || spec.upgrade() != null || spec.schema() != null;
    }

    private static String schemaOf(String plugin, DatabaseSpec spec) {
        if (spec.schema() != null) {
            return spec.schema();
        }
        var name = spec.name().equals(DatabaseSpec.MAIN) ? plugin : plugin + "_" + spec.name();
        return shortened(name.replace('-', '_'), 63);
    }

    private static String userOf(String schema) {
        return shortened(schema, LONGEST_USER);
    }

    /** The name, or its beginning and what tells it from others that begin alike. */
    private static String shortened(String name, int most) {
        if (name.length() <= most) {
            return name;
        }
        var mark = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        return name.substring(0, KEPT_OF_USER) + "_" + mark.substring(0, 8);
    }
}
