package dev.sextant.core.resource;

import dev.sextant.contract.Ids;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.secret.Sealing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The resource hosts that the platform knows. */
@Component
public class ResourceHosts {
    private static final String COLUMNS = """
            select id, name, kind, address, login, sealed_secret, tls, schedulable, most_items, state, engine_version, cpus,
            memory_bytes, problem, changed_at, revision from resource_host\s""";
    private static final int LONGEST_PROBLEM = 1000;

    private final JdbcClient database;
    private final Sealing sealing;
    private final InstantSource clock;

    ResourceHosts(JdbcClient database, Sealing sealing, InstantSource clock) {
        this.database = database;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** All hosts, by name. */
    @Transactional(readOnly = true)
    public List<ResourceHost> all() {
        return database.sql(COLUMNS + "order by name")
                .query(ResourceHosts::host)
                .list();
    }

    /** The hosts of a kind on which something new may be put, by name. */
    @Transactional(readOnly = true)
    public List<ResourceHost> schedulable(ResourceHost.Kind kind) {
        return database.sql(COLUMNS + "where kind = ? and schedulable = true order by name")
                .param(kind.name())
                .query(ResourceHosts::host)
                .list();
    }

    /** The host of this id. */
    @Transactional(readOnly = true)
    public Optional<ResourceHost> find(String id) {
        return database.sql(COLUMNS + "where id = ?")
                .param(id)
                .query(ResourceHosts::host)
                .optional();
    }

    /** How the host of this id is signed in to. */
    @Transactional(readOnly = true)
    public HostAccess access(String id) {
        var host = find(id).orElseThrow(() -> notFound(id));
        var sealed = database.sql("select sealed_secret from resource_host where id = ?")
                .param(id)
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .single();
        return new HostAccess(
                host.kind(),
                host.address(),
                host.login(),
                sealed.map(text -> sealing.open(text, identity(id))).orElse(null),
                host.tls());
    }

    /** The Docker host of this name; entered when it is new. */
    @Transactional
    public ResourceHost ensure(String name, String address) {
        return named(name)
                .orElseGet(() -> insert(new HostDraft(
                        name, new HostAccess(ResourceHost.Kind.DOCKER, address, null, null, false), null)));
    }

    /** The host of this name; entered when it is new, and brought up to date when it is signed in to in another way than before. */
    @Transactional
    public ResourceHost ensure(HostDraft draft) {
        var known = named(draft.name()).orElse(null);
        if (known == null) {
            return insert(draft);
        }
        return access(known.id()).equals(draft.access()) ? known : update(known, draft);
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
        var cut = problem.length() > LONGEST_PROBLEM ? problem.substring(0, LONGEST_PROBLEM) : problem;
        return database.sql(
                                "update resource_host set state = 'DOWN', problem = ?, changed_at = ? where id = ? and state <> 'DOWN'")
                        .params(cut, Timestamp.from(clock.instant()), id)
                        .update()
                > 0;
    }

    /** The hosts after a name, of one kind or of all. */
    List<ResourceHost> page(ResourceHost.@Nullable Kind kind, @Nullable String after, int rows) {
        return database.sql(
                        COLUMNS
                                + "where (:after is null or name > :after) and (:kind is null or kind = :kind) order by name limit :rows")
                .param("after", after)
                .param("kind", kind == null ? null : kind.name())
                .param("rows", rows)
                .query(ResourceHosts::host)
                .list();
    }

    int count() {
        return database.sql("select count(*) from resource_host")
                .query(Integer.class)
                .single();
    }

    Optional<ResourceHost> named(String name) {
        return database.sql(COLUMNS + "where name = ?")
                .param(name)
                .query(ResourceHosts::host)
                .optional();
    }

    ResourceHost insert(HostDraft draft) {
        var id = Ids.next();
        var access = draft.access();
        database.sql("""
                        insert into resource_host (id, name, kind, address, login, sealed_secret, tls, most_items, state, cpus,
                        memory_bytes, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?, 'UNKNOWN', 0, 0, ?)""")
                .params(id, draft.name(), access.kind().name(), access.address())
                .param(access.login())
                .param(sealed(id, access.secret()))
                .param(access.tls())
                .param(draft.mostItems())
                .param(Timestamp.from(clock.instant()))
                .update();
        return find(id).orElseThrow();
    }

    /** Changes what people say of a host, unless somebody else has changed it. */
    ResourceHost update(ResourceHost seen, HostDraft draft) {
        var access = draft.access();
        var changed = database.sql("""
                        update resource_host set name = ?, address = ?, login = ?, sealed_secret = ?, tls = ?, most_items = ?,
                        revision = revision + 1, changed_at = ? where id = ? and revision = ?""")
                .params(draft.name(), access.address())
                .param(access.login())
                .param(sealed(seen.id(), access.secret()))
                .param(access.tls())
                .param(draft.mostItems())
                .params(Timestamp.from(clock.instant()), seen.id(), seen.revision())
                .update();
        return changedOnce(seen, changed);
    }

    /** Lets new things be put on a host, or not any more. */
    ResourceHost schedule(ResourceHost seen, boolean schedulable) {
        var changed = database.sql("""
                        update resource_host set schedulable = ?, revision = revision + 1, changed_at = ?
                        where id = ? and revision = ?""")
                .params(schedulable, Timestamp.from(clock.instant()), seen.id(), seen.revision())
                .update();
        return changedOnce(seen, changed);
    }

    void delete(ResourceHost seen) {
        if (database.sql("delete from resource_host where id = ? and revision = ?")
                        .params(seen.id(), seen.revision())
                        .update()
                != 1) {
            throw stale(seen);
        }
    }

    static ProblemException notFound(String id) {
        return new ProblemException(ResourceError.HOST_NOT_FOUND, "There is no resource host '%s'".formatted(id));
    }

    private ResourceHost changedOnce(ResourceHost seen, int changed) {
        if (changed != 1) {
            throw stale(seen);
        }
        return find(seen.id()).orElseThrow(() -> notFound(seen.id()));
    }

    private static ProblemException stale(ResourceHost seen) {
        return new ProblemException(
                ResourceError.HOST_CHANGED,
                "%s was changed meanwhile; read it again and repeat the change".formatted(seen.name()));
    }

    private @Nullable String sealed(String id, @Nullable String secret) {
        return secret == null ? null : sealing.seal(secret, identity(id));
    }

    private static String identity(String id) {
        return "resource_host:" + id;
    }

    private static ResourceHost host(ResultSet row, int number) throws SQLException {
        var most = row.getInt("most_items");
        var unlimited = row.wasNull();
        return new ResourceHost(
                row.getString("id"),
                row.getString("name"),
                ResourceHost.Kind.valueOf(row.getString("kind")),
                row.getString("address"),
                row.getString("login"),
                row.getString("sealed_secret") != null,
                row.getBoolean("tls"),
                row.getBoolean("schedulable"),
                unlimited ? null : Integer.valueOf(most),
                ResourceHost.State.valueOf(row.getString("state")),
                row.getString("engine_version"),
                row.getInt("cpus"),
                row.getLong("memory_bytes"),
                row.getString("problem"),
                row.getTimestamp("changed_at").toInstant(),
                row.getLong("revision"));
    }
}
