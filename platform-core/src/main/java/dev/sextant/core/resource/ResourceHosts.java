package dev.sextant.core.resource;

import dev.sextant.contract.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The resource hosts that the platform knows. */
@Component
public class ResourceHosts {
    private static final String COLUMNS =
            "select id, name, kind, address, state, engine_version, cpus, memory_bytes, problem, changed_at from resource_host ";

    private final JdbcClient database;
    private final InstantSource clock;

    ResourceHosts(JdbcClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** All hosts, by name. */
    @Transactional(readOnly = true)
    public List<ResourceHost> all() {
        return database.sql(COLUMNS + "order by name")
                .query(ResourceHosts::host)
                .list();
    }

    /** The host of this name; entered when it is new. */
    @Transactional
    public ResourceHost ensure(String name, String address) {
        return find(name).orElseGet(() -> {
            database.sql("""
                            insert into resource_host (id, name, kind, address, state, cpus, memory_bytes, changed_at)
                            values (?, ?, 'DOCKER', ?, 'UNKNOWN', 0, 0, ?)""")
                    .params(Ids.next(), name, address, Timestamp.from(clock.instant()))
                    .update();
            return find(name).orElseThrow();
        });
    }

    /** Notes that a host answers, and what it is; returns whether that is news. */
    @Transactional
    public boolean up(String id, String engineVersion, int cpus, long memoryBytes) {
        return database.sql("""
                        update resource_host set state = 'UP', engine_version = ?, cpus = ?, memory_bytes = ?, problem = null,
                        changed_at = ? where id = ? and not (state = 'UP' and engine_version = ? and cpus = ? and memory_bytes = ?)""")
                        .params(
                                engineVersion,
                                cpus,
                                memoryBytes,
                                Timestamp.from(clock.instant()),
                                id,
                                engineVersion,
                                cpus,
                                memoryBytes)
                        .update()
                > 0;
    }

    /** Notes that a host does not answer; returns whether that is news. */
    @Transactional
    public boolean down(String id, String problem) {
        var cut = problem.length() > 1000 ? problem.substring(0, 1000) : problem;
        return database.sql(
                                "update resource_host set state = 'DOWN', problem = ?, changed_at = ? where id = ? and state <> 'DOWN'")
                        .params(cut, Timestamp.from(clock.instant()), id)
                        .update()
                > 0;
    }

    private Optional<ResourceHost> find(String name) {
        return database.sql(COLUMNS + "where name = ?")
                .param(name)
                .query(ResourceHosts::host)
                .optional();
    }

    private static ResourceHost host(ResultSet row, int number) throws SQLException {
        return new ResourceHost(
                row.getString("id"),
                row.getString("name"),
                ResourceHost.Kind.valueOf(row.getString("kind")),
                row.getString("address"),
                ResourceHost.State.valueOf(row.getString("state")),
                row.getString("engine_version"),
                row.getInt("cpus"),
                row.getLong("memory_bytes"),
                row.getString("problem"),
                row.getTimestamp("changed_at").toInstant());
    }
}
