package dev.sextant.core.plugininstance;

import dev.sextant.core.resource.Allocation;
import dev.sextant.core.resource.HostUse;
import dev.sextant.core.resource.PluginPresence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the resources which plugins have instances, and on which hosts. */
@Component
class InstancePresence implements PluginPresence, HostUse {
    private final JdbcClient database;

    InstancePresence(JdbcClient database) {
        this.database = database;
    }

    @Override
    public Set<String> launched() {
        return database.sql("select distinct plugin from plugin_instance")
                .query((row, number) -> row.getString(1))
                .set();
    }

    @Override
    public List<Allocation> on(String hostId) {
        return database.sql(
                        "select id, plugin, version, state, problem_detail, started_at from plugin_instance where resource_host_id = ? order by id limit ?")
                .params(hostId, MOST)
                .query(InstancePresence::allocation)
                .list();
    }

    private static Allocation allocation(ResultSet row, int number) throws SQLException {
        var started = row.getTimestamp("started_at");
        return new Allocation(
                row.getString("id"),
                Allocation.Kind.INSTANCE,
                "%s %s".formatted(row.getString("plugin"), row.getString("version")),
                row.getString("plugin"),
                row.getString("version"),
                row.getString("state"),
                false,
                row.getString("problem_detail"),
                started == null ? null : started.toInstant());
    }
}
