package dev.sextant.core.resource;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The resource hosts with a container engine. */
@Component
public class EngineHosts {
    private static final String LOCAL = "local";
    private static final String COLUMNS = """
            select id, name, address, state, cpus, memory_bytes, schedulable, memory_limit_bytes, cpu_limit, publish_address,
            gateway_url, revision from resource_host where kind = 'DOCKER'\s""";

    private final JdbcClient database;
    private final ResourceHosts hosts;

    EngineHosts(JdbcClient database, ResourceHosts hosts) {
        this.database = database;
        this.hosts = hosts;
    }

    /** All of them, by name. */
    @Transactional(readOnly = true)
    public List<EngineHost> all() {
        return database.sql(COLUMNS + "order by name").query(EngineHosts::host).list();
    }

    @Transactional(readOnly = true)
    public Optional<EngineHost> find(String id) {
        return database.sql(COLUMNS + "and id = ?")
                .param(id)
                .query(EngineHosts::host)
                .optional();
    }

    /** All of them, held until the caller's transaction ends, so that nobody else places an instance meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<EngineHost> lockAll() {
        return database.sql(COLUMNS + "order by id for update")
                .query(EngineHosts::host)
                .list();
    }

    /** The engine of this machine, at the address that the settings name. */
    @Transactional
    public void ensureLocal(String address) {
        var found = hosts.ensure(LOCAL, address);
        if (!found.address().equals(address)) {
            database.sql("update resource_host set address = ? where id = ?")
                    .params(address, found.id())
                    .update();
        }
    }

    @Transactional
    public void limit(String id, EngineHost.Limits limits) {
        database.sql("""
                        update resource_host set memory_limit_bytes = :memory, cpu_limit = :cpus, publish_address = :publish,
                        gateway_url = :gateway where id = :id""")
                .param("memory", limits.memoryLimitBytes())
                .param("cpus", limits.cpuLimit())
                .param("publish", limits.publishAddress())
                .param("gateway", limits.gatewayUrl())
                .param("id", id)
                .update();
    }

    private static EngineHost host(ResultSet row, int number) throws SQLException {
        return new EngineHost(
                row.getString("id"),
                row.getString("name"),
                row.getString("address"),
                ResourceHost.State.valueOf(row.getString("state")),
                row.getInt("cpus"),
                row.getLong("memory_bytes"),
                row.getBoolean("schedulable"),
                new EngineHost.Limits(
                        row.getObject("memory_limit_bytes", Long.class),
                        row.getObject("cpu_limit", Double.class),
                        row.getString("publish_address"),
                        row.getString("gateway_url")),
                row.getLong("revision"));
    }
}
