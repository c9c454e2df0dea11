package dev.sextant.core.pluginservice;

import dev.sextant.contract.manifest.EntityName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The names under which services are registered; a service without any row counts as enabled under its own name. */
@Component
public class ServiceRegistrations {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<DefaultBinding>> BINDINGS = new TypeReference<>() {};
    private static final String SELECT =
            "select r.plugin, r.version, r.service, r.name, r.package_id, r.state, r.target,"
                    + " r.bindings, r.revision, r.updated_at, r.updated_by from service_registration r ";

    private final JdbcClient database;

    ServiceRegistrations(JdbcClient database) {
        this.database = database;
    }

    /** What a list is narrowed to; empty texts narrow nothing. */
    public record Narrowing(String search, String plugin, String version, String service, String state) {}

    /** Registrations of the services of registered packages, in the order of their ids. */
    @Transactional(readOnly = true)
    public List<ServiceRegistration> list(Narrowing to, @Nullable String after, int limit) {
        return database.sql(SELECT + """
                        join plugin_service s on s.id = concat(r.plugin, ':', r.service, '@', r.version)
                        where s.registered = true and r.id > :after and (:plugin = '' or r.plugin = :plugin)
                        and (:version = '' or r.version = :version) and (:service = '' or r.service = :service)
                        and (:state = '' or r.state = :state)
                        and (locate(:search, s.search_text) > 0 or locate(:search, lower(r.name)) > 0)
                        order by r.id limit :limit""")
                .param("after", after == null ? "" : after)
                .param("plugin", to.plugin())
                .param("version", to.version())
                .param("service", to.service())
                .param("state", to.state())
                .param("search", to.search().toLowerCase(Locale.ROOT))
                .param("limit", limit)
                .query(ServiceRegistrations::registration)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<ServiceRegistration> find(String id) {
        return database.sql(SELECT + "where r.id = ?")
                .param(id)
                .query(ServiceRegistrations::registration)
                .optional();
    }

    /** The registration, held until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<ServiceRegistration> lock(String id) {
        return database.sql(SELECT + "where r.id = ? for update")
                .param(id)
                .query(ServiceRegistrations::registration)
                .optional();
    }

    /** All registrations of a plugin's services, in all its versions. */
    @Transactional(readOnly = true)
    public List<ServiceRegistration> ofPlugin(String plugin) {
        return database.sql(SELECT + "where r.plugin = ? order by r.id")
                .param(plugin)
                .query(ServiceRegistrations::registration)
                .list();
    }

    /** Those of these registrations under which nothing may be called: they are disabled, or gone. */
    @Transactional(readOnly = true)
    public List<RegistrationKey> closed(Collection<RegistrationKey> keys) {
        return closed(keys, "");
    }

    /** The same, with the others held as they are until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<RegistrationKey> closedOrHeld(Collection<RegistrationKey> keys) {
        return closed(keys, " order by id for update");
    }

    private List<RegistrationKey> closed(Collection<RegistrationKey> keys, String held) {
        if (keys.isEmpty()) {
            return List.of();
        }
        Map<String, String> states = new HashMap<>();
        database.sql("select id, state from service_registration where id in (:ids)" + held)
                .param("ids", keys.stream().map(RegistrationKey::id).distinct().toList())
                .query((row, number) -> Map.entry(row.getString("id"), row.getString("state")))
                .list()
                .forEach(row -> states.put(row.getKey(), row.getValue()));
        return keys.stream()
                .filter(key -> !isOpen(key, states.get(key.id())))
                .distinct()
                .toList();
    }

    private static boolean isOpen(RegistrationKey key, @Nullable String state) {
        return state == null ? key.isStandard() : state.equals(RegistrationState.ENABLED.name());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void insert(ServiceRegistration added) {
        database.sql("""
                        insert into service_registration (id, plugin, version, service, name, package_id, state, target,
                        bindings, revision, updated_at, updated_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(added.key().id())
                .param(added.key().plugin())
                .param(added.key().version())
                .param(added.key().service())
                .param(added.key().name())
                .param(added.packageId())
                .param(added.state().name())
                .param(text(added.target()))
                .param(JSON.writeValueAsString(added.bindings()))
                .param(added.revision())
                .param(millis(added.updatedAt()))
                .param(added.updatedBy())
                .update();
    }

    /** Whether it still was at the revision before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean update(ServiceRegistration after) {
        int changed = database.sql("""
                        update service_registration set state = ?, target = ?, bindings = ?, revision = ?, updated_at = ?,
                        updated_by = ? where id = ? and revision = ?""")
                .param(after.state().name())
                .param(text(after.target()))
                .param(JSON.writeValueAsString(after.bindings()))
                .param(after.revision())
                .param(millis(after.updatedAt()))
                .param(after.updatedBy())
                .param(after.key().id())
                .param(after.revision() - 1)
                .update();
        return changed == 1;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void delete(RegistrationKey key) {
        database.sql("delete from service_registration where id = ?")
                .param(key.id())
                .update();
    }

    private static @Nullable String text(@Nullable EntityName target) {
        return target == null ? null : target.toString();
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static ServiceRegistration registration(ResultSet row, int number) throws SQLException {
        var target = row.getString("target");
        var updatedAt = row.getObject("updated_at", Long.class);
        return new ServiceRegistration(
                new RegistrationKey(
                        row.getString("plugin"),
                        row.getString("version"),
                        row.getString("service"),
                        row.getString("name")),
                row.getString("package_id"),
                RegistrationState.valueOf(row.getString("state")),
                target == null ? null : EntityName.of(target),
                JSON.readValue(row.getString("bindings"), BINDINGS),
                row.getLong("revision"),
                updatedAt == null ? null : Instant.ofEpochMilli(updatedAt),
                row.getString("updated_by"));
    }
}
