package dev.sextant.core.pluginservice;

import dev.sextant.contract.manifest.Localized;
import dev.sextant.contract.manifest.ManifestFormat;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.SemanticVersion;
import dev.sextant.contract.manifest.ServiceSpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The catalogue of plugin services; what is in it never changes, so that a workflow version can pin it. */
@Component
public class PluginServices {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String COLUMNS =
            "select id, package_id, plugin, version, registered, format, spec from plugin_service ";
    private static final int SEARCH_TEXT = 600;

    private final JdbcClient database;

    PluginServices(JdbcClient database) {
        this.database = database;
    }

    /** Enters the services of a package that is being registered. */
    @Transactional
    public void publish(String packageId, PluginManifest manifest) {
        forget(packageId);
        for (var service : manifest.services()) {
            insert(packageId, manifest, service);
        }
    }

    /** Takes the services of a package out of the palette; who has pinned one can still read it. */
    @Transactional
    public void withdraw(String packageId) {
        database.sql("update plugin_service set registered = false where package_id = ?")
                .param(packageId)
                .update();
    }

    /** Removes the services of a package that is being deleted. */
    @Transactional
    public void forget(String packageId) {
        database.sql("delete from plugin_service where package_id = ?")
                .param(packageId)
                .update();
    }

    /** The exact service that a workflow version has pinned, whether its package is still registered or not. */
    @Transactional(readOnly = true)
    public Optional<PluginService> find(String plugin, String name, String version) {
        return database.sql(COLUMNS + "where id = ?")
                .param(PluginService.id(plugin, name, version))
                .query(PluginServices::service)
                .optional();
    }

    /** The registered ones of these services, by their ids. */
    @Transactional(readOnly = true)
    public Map<String, PluginService> registered(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return database
                .sql(COLUMNS + "where registered = true and id in (:ids)")
                .param("ids", ids)
                .query(PluginServices::service)
                .stream()
                .collect(Collectors.toMap(PluginService::id, service -> service));
    }

    /** The service in its highest registered version. */
    @Transactional(readOnly = true)
    public Optional<PluginService> newest(String plugin, String name) {
        return database
                .sql(COLUMNS + "where plugin = ? and name = ? and registered = true")
                .params(plugin, name)
                .query(PluginServices::service)
                .stream()
                .max(Comparator.comparing(service -> SemanticVersion.of(service.version())));
    }

    /**
     * Registered services in the order of their ids.
     *
     * @param search a part of a name, title or summary; null for all
     * @param plugin the plugin; null for all
     * @param after the id after which the page begins; null for the first
     */
    @Transactional(readOnly = true)
    public List<PluginService> list(
            @Nullable String search, @Nullable String plugin, @Nullable String after, int limit) {
        return database.sql(COLUMNS + """
                        where registered = true and id > :after and (:plugin = '' or plugin = :plugin)
                        and locate(:search, search_text) > 0
                        order by id limit :limit""")
                .param("after", after == null ? "" : after)
                .param("plugin", plugin == null ? "" : plugin)
                .param("search", search == null ? "" : search.toLowerCase(Locale.ROOT))
                .param("limit", limit)
                .query(PluginServices::service)
                .list();
    }

    private void insert(String packageId, PluginManifest manifest, ServiceSpec service) {
        var version = manifest.version().toString();
        database.sql("""
                        insert into plugin_service (id, package_id, plugin, name, version, registered, search_text, format, spec)
                        values (?, ?, ?, ?, ?, true, ?, ?, ?)""")
                .params(
                        PluginService.id(manifest.name(), service.name(), version),
                        packageId,
                        manifest.name(),
                        service.name(),
                        version,
                        searchText(manifest.name(), service),
                        manifest.format().text(),
                        JSON.writeValueAsString(service))
                .update();
    }

    private static String searchText(String plugin, ServiceSpec service) {
        var text = String.join(" ", plugin, service.name(), text(service.title()), text(service.summary()))
                .toLowerCase(Locale.ROOT);
        return text.length() > SEARCH_TEXT ? text.substring(0, SEARCH_TEXT) : text;
    }

    private static String text(@Nullable Localized localized) {
        if (localized == null) {
            return "";
        }
        return localized.zh() == null ? localized.en() : localized.en() + " " + localized.zh();
    }

    private static PluginService service(ResultSet row, int number) throws SQLException {
        return new PluginService(
                row.getString("id"),
                row.getString("package_id"),
                row.getString("plugin"),
                row.getString("version"),
                row.getBoolean("registered"),
                ManifestFormat.of(row.getString("format")),
                JSON.readValue(row.getString("spec"), ServiceSpec.class));
    }
}
