package dev.sextant.core.workflow;

import dev.sextant.core.pluginservice.RegistrationKey;
import dev.sextant.core.workflow.WorkflowPlan.ServiceCall;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which deployed workflow versions call which plugin services. */
@Component
public class WorkflowCalls {
    private static final String LAST = "z";
    private static final String FROM = """
            from workflow_call c join workflow_version v on v.id = c.version_id join workflow w on w.id = v.workflow_id
            where c.plugin = :plugin and (:pinned = '' or c.plugin_version = :pinned)
            and (:every = true or c.service in (:services)) and (:registration = '' or c.registration = :registration) and (:superseded = true or v.number = w.versions)\s""";

    private final JdbcClient database;

    WorkflowCalls(JdbcClient database) {
        this.database = database;
    }

    /**
     * Which calls are meant.
     *
     * @param plugin the plugin that is called
     * @param version the version of it that is pinned; null for any
     * @param services the services; null for any
     * @param registration the name that the service is called under; null for any
     * @param superseded whether versions count that are not the newest of their workflow
     */
    public record Query(
            String plugin,
            @Nullable String version,
            @Nullable Collection<String> services,
            @Nullable String registration,
            boolean superseded) {
        /** The newest versions of all workflows that pin this version of the plugin. */
        public static Query current(String plugin, String version) {
            return new Query(plugin, version, null, null, false);
        }

        /** The newest versions of all workflows that call a service under this name. */
        public static Query current(RegistrationKey key) {
            return new Query(key.plugin(), key.version(), List.of(key.service()), key.name(), false);
        }

        /** All versions that call these services of any version of the plugin. */
        public static Query ever(String plugin, Collection<String> services) {
            return new Query(plugin, null, services, null, true);
        }

        boolean isEmpty() {
            return services != null && services.isEmpty();
        }
    }

    /** How many workflow versions those are. */
    @Transactional(readOnly = true)
    public int count(Query query) {
        return query.isEmpty()
                ? 0
                : bind(database.sql("select count(distinct v.id) " + FROM), query)
                        .query(Integer.class)
                        .single();
    }

    /** Those workflow versions, the newest first, beginning after the one given. */
    @Transactional(readOnly = true)
    public List<CallingVersion> list(Query query, @Nullable String after, int limit) {
        if (query.isEmpty()) {
            return List.of();
        }
        var rows = bind(
                        database.sql("select distinct v.id, v.workflow_id, v.name, v.number, w.versions, v.deployed_at "
                                + FROM + "and v.id < :after order by v.id desc limit :limit"),
                        query)
                .param("after", after == null ? LAST : after)
                .param("limit", limit)
                .query(WorkflowCalls::version)
                .list();
        var services = services(query, rows);
        return rows.stream()
                .map(row -> new CallingVersion(
                        row.versionId(),
                        row.workflowId(),
                        row.name(),
                        row.number(),
                        row.latest(),
                        row.deployedAt(),
                        services.getOrDefault(row.versionId(), List.of())))
                .toList();
    }

    /** How many workflows' newest versions pin each version of these plugins, by {@code plugin@version}. */
    @Transactional(readOnly = true)
    public Map<String, Integer> current(Collection<String> plugins) {
        if (plugins.isEmpty()) {
            return Map.of();
        }
        return database
                .sql("""
                        select c.plugin, c.plugin_version, count(distinct v.id) as versions
                        from workflow_call c join workflow_version v on v.id = c.version_id
                        join workflow w on w.id = v.workflow_id and v.number = w.versions
                        where c.plugin in (:plugins) group by c.plugin, c.plugin_version""")
                .param("plugins", plugins)
                .query((row, number) -> Map.entry(
                        row.getString("plugin") + "@" + row.getString("plugin_version"), row.getInt("versions")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void note(String versionId, WorkflowPlan plan) {
        database.sql("insert into workflow_calls_noted (version_id) values (?)")
                .param(versionId)
                .update();
        plan.serviceNodes().stream()
                .flatMap(node -> Optional.ofNullable(node.call()).stream())
                .map(ServiceCall::key)
                .distinct()
                .forEach(call -> database.sql(
                                "insert into workflow_call (version_id, plugin, service, plugin_version, registration)"
                                        + " values (?, ?, ?, ?, ?)")
                        .params(versionId, call.plugin(), call.service(), call.version(), call.name())
                        .update());
    }

    private Map<String, List<String>> services(Query query, List<CallingVersion> versions) {
        if (versions.isEmpty()) {
            return Map.of();
        }
        return bind(
                        database.sql("select distinct v.id, c.service, c.plugin_version " + FROM
                                + "and v.id in (:ids) order by c.service, c.plugin_version"),
                        query)
                .param("ids", versions.stream().map(CallingVersion::versionId).toList())
                .query((row, number) -> Map.entry(
                        row.getString("id"), row.getString("service") + "@" + row.getString("plugin_version")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static StatementSpec bind(StatementSpec statement, Query query) {
        var services = query.services();
        return statement
                .param("plugin", query.plugin())
                .param("pinned", query.version() == null ? "" : query.version())
                .param("every", services == null)
                .param("services", services == null ? List.of("") : services)
                .param("registration", query.registration() == null ? "" : query.registration())
                .param("superseded", query.superseded());
    }

    private static CallingVersion version(ResultSet row, int number) throws SQLException {
        return new CallingVersion(
                row.getString("id"),
                row.getString("workflow_id"),
                row.getString("name"),
                row.getInt("number"),
                row.getInt("number") == row.getInt("versions"),
                Instant.ofEpochMilli(row.getLong("deployed_at")),
                List.of());
    }
}
