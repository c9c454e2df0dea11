package dev.sextant.core.variable;

import dev.sextant.contract.Ids;
import dev.sextant.contract.manifest.VariableType;
import dev.sextant.core.variable.VariableChange.What;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class VariableStore {
    private static final String SELECT = "select id, name, scope, plugin, version, package_id, kind, default_value,"
            + " set_value, active, revision, updated_at, updated_by from system_variable ";

    private final JdbcClient database;

    VariableStore(JdbcClient database) {
        this.database = database;
    }

    /** What a list is narrowed to; empty texts narrow nothing. */
    record Narrowing(String search, String scope, String plugin) {}

    void insert(SystemVariable added) {
        database.sql("""
                        insert into system_variable (id, name, scope, plugin, version, package_id, kind, default_value,
                        set_value, active, revision, updated_at, updated_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(added.id())
                .param(added.key().name())
                .param(added.key().scope().name())
                .param(added.key().plugin())
                .param(added.key().version())
                .param(added.packageId())
                .param(added.type().text())
                .param(added.defaultValue())
                .param(added.value())
                .param(added.active())
                .param(added.revision())
                .param(added.updatedAt().toEpochMilli())
                .param(added.updatedBy())
                .update();
        note(added, What.CREATED, null, added.shown());
    }

    /** Whether it still was at the revision before. */
    boolean update(SystemVariable before, SystemVariable after) {
        int changed = database.sql("""
                        update system_variable set package_id = ?, kind = ?, default_value = ?, set_value = ?, active = ?,
                        revision = ?, updated_at = ?, updated_by = ? where id = ? and revision = ?""")
                .param(after.packageId())
                .param(after.type().text())
                .param(after.defaultValue())
                .param(after.value())
                .param(after.active())
                .param(after.revision())
                .param(after.updatedAt().toEpochMilli())
                .param(after.updatedBy())
                .param(after.id())
                .param(before.revision())
                .update();
        return changed == 1;
    }

    /** Enters what was done into the history. */
    void note(SystemVariable changed, What what, @Nullable String before, @Nullable String after) {
        database.sql("""
                        insert into system_variable_change (id, variable_id, revision, what, before_value, after_value,
                        changed_at, changed_by) values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(Ids.next())
                .param(changed.id())
                .param(changed.revision())
                .param(what.name())
                .param(before)
                .param(after)
                .param(changed.updatedAt().toEpochMilli())
                .param(changed.updatedBy())
                .update();
    }

    /** Takes the readable values out of the history of what has become a secret. */
    void blot(String id) {
        database.sql("update system_variable_change set before_value = null, after_value = null where variable_id = ?")
                .param(id)
                .update();
    }

    boolean delete(String id, long revision) {
        boolean deleted = database.sql("delete from system_variable where id = ? and revision = ?")
                        .params(id, revision)
                        .update()
                == 1;
        if (deleted) {
            database.sql("delete from system_variable_change where variable_id = ?")
                    .param(id)
                    .update();
        }
        return deleted;
    }

    Optional<SystemVariable> find(String id) {
        return database.sql(SELECT + "where id = ?")
                .param(id)
                .query(VariableStore::variable)
                .optional();
    }

    Optional<SystemVariable> find(VariableKey key) {
        return database.sql(SELECT + "where name = ? and scope = ? and plugin = ? and version = ?")
                .params(key.name(), key.scope().name(), key.plugin(), key.version())
                .query(VariableStore::variable)
                .optional();
    }

    /** Those of this name and scope that any version of a plugin brought or has. */
    List<SystemVariable> versions(String name, Scope scope, String plugin) {
        return database.sql(SELECT + "where name = ? and scope = ? and plugin = ?")
                .params(name, scope.name(), plugin)
                .query(VariableStore::variable)
                .list();
    }

    List<SystemVariable> ofPackage(String packageId) {
        return database.sql(SELECT + "where package_id = ? order by name, id")
                .param(packageId)
                .query(VariableStore::variable)
                .list();
    }

    /** The active ones of these names that a plugin could read. */
    List<SystemVariable> readable(String plugin, Collection<String> names) {
        return names.isEmpty()
                ? List.of()
                : database.sql(SELECT
                                + "where active = true and name in (:names) and (scope = 'GLOBAL' or plugin = :plugin)")
                        .param("names", names)
                        .param("plugin", plugin)
                        .query(VariableStore::variable)
                        .list();
    }

    List<SystemVariable> list(Narrowing to, String afterName, String afterId, int limit) {
        return database.sql(SELECT + """
                        where (name > :name or (name = :name and id > :id)) and (:scope = '' or scope = :scope)
                        and (:plugin = '' or plugin = :plugin) and (:search = '' or locate(:search, lower(name)) > 0)
                        order by name, id limit :limit""")
                .param("name", afterName)
                .param("id", afterId)
                .param("scope", to.scope())
                .param("plugin", to.plugin())
                .param("search", to.search().toLowerCase(Locale.ROOT))
                .param("limit", limit)
                .query(VariableStore::variable)
                .list();
    }

    /** The changes of a variable, newest first. */
    List<VariableChange> history(String id, String before, int limit) {
        return database.sql("""
                        select id, what, before_value, after_value, changed_at, changed_by from system_variable_change
                        where variable_id = ? and id < ? order by id desc limit ?""")
                .params(id, before, limit)
                .query((row, number) -> new VariableChange(
                        row.getString("id"),
                        What.valueOf(row.getString("what")),
                        row.getString("before_value"),
                        row.getString("after_value"),
                        Instant.ofEpochMilli(row.getLong("changed_at")),
                        row.getString("changed_by")))
                .list();
    }

    private static SystemVariable variable(ResultSet row, int number) throws SQLException {
        return new SystemVariable(
                row.getString("id"),
                new VariableKey(
                        row.getString("name"),
                        Scope.valueOf(row.getString("scope")),
                        row.getString("plugin"),
                        row.getString("version")),
                row.getString("package_id"),
                VariableType.of(row.getString("kind")),
                row.getString("default_value"),
                row.getString("set_value"),
                row.getBoolean("active"),
                row.getLong("revision"),
                Instant.ofEpochMilli(row.getLong("updated_at")),
                row.getString("updated_by"));
    }
}
