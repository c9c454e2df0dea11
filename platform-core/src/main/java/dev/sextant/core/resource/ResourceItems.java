package dev.sextant.core.resource;

import dev.sextant.contract.Ids;
import dev.sextant.web.secret.Sealing;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The rows of what lies on hosts; each change of state is a compare-and-set. */
@Component
public class ResourceItems {
    private static final int PASSWORD_BYTES = 24;
    private static final int LONGEST_PROBLEM = 1000;
    private static final String COLUMNS = """
            select id, resource_host_id, kind, plugin, name, item_name, user_name, state, version, copied, problem, created_at
            from resource_item\s""";

    private final JdbcClient database;
    private final Sealing sealing;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    ResourceItems(JdbcClient database, Sealing sealing, InstantSource clock) {
        this.database = database;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** Notes what will be made, with a generated secret. */
    @Transactional
    public ResourceItem reserve(String hostId, Allocation.Kind kind, Owner owner, String itemName, String userName) {
        return insert(hostId, kind, owner, new Named(itemName, userName, newSecret(), ResourceItem.State.RESERVED));
    }

    /** Keeps what is there already, with the secret that opens it. */
    @Transactional
    public ResourceItem keep(
            String hostId, Allocation.Kind kind, Owner owner, String itemName, String userName, String secret) {
        return insert(hostId, kind, owner, new Named(itemName, userName, secret, ResourceItem.State.READY));
    }

    private record Named(String item, String user, String secret, ResourceItem.State state) {
        @Override
        public String toString() {
            return "Named[%s, redacted]".formatted(item);
        }
    }

    private ResourceItem insert(String hostId, Allocation.Kind kind, Owner owner, Named named) {
        var id = Ids.next();
        var now = Timestamp.from(clock.instant());
        database.sql("""
                        insert into resource_item (id, resource_host_id, kind, plugin, name, item_name, user_name, sealed_secret,
                        state, created_at, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        id,
                        hostId,
                        kind.name(),
                        owner.plugin(),
                        owner.name(),
                        named.item(),
                        named.user(),
                        sealing.seal(named.secret(), identity(id)),
                        named.state().name(),
                        now,
                        now)
                .update();
        return find(id).orElseThrow();
    }

    /**
     * For whom something is.
     *
     * @param plugin the plugin
     * @param name its name within the plugin
     */
    public record Owner(String plugin, String name) {}

    /** The item of this id. */
    @Transactional(readOnly = true)
    public Optional<ResourceItem> find(String id) {
        return database.sql(COLUMNS + "where id = ?")
                .param(id)
                .query(ResourceItems::item)
                .optional();
    }

    /** The plugin's item of this name. */
    @Transactional(readOnly = true)
    public Optional<ResourceItem> find(Allocation.Kind kind, Owner owner) {
        return database.sql(COLUMNS + "where kind = ? and plugin = ? and name = ?")
                .params(kind.name(), owner.plugin(), owner.name())
                .query(ResourceItems::item)
                .optional();
    }

    /** All of a kind that a plugin has. */
    @Transactional(readOnly = true)
    public List<ResourceItem> of(Allocation.Kind kind, String plugin) {
        return database.sql(COLUMNS + "where kind = ? and plugin = ? order by name")
                .params(kind.name(), plugin)
                .query(ResourceItems::item)
                .list();
    }

    /** What lies on a host. */
    @Transactional(readOnly = true)
    public List<ResourceItem> on(String hostId, int most) {
        return database.sql(COLUMNS + "where resource_host_id = ? order by item_name limit ?")
                .params(hostId, most)
                .query(ResourceItems::item)
                .list();
    }

    /** How much lies on a host. */
    @Transactional(readOnly = true)
    public int countOn(String hostId) {
        return database.sql("select count(*) from resource_item where resource_host_id = ?")
                .param(hostId)
                .query(Integer.class)
                .single();
    }

    /** What of a kind is not as it should stay. */
    @Transactional(readOnly = true)
    public List<ResourceItem> unfinished(Allocation.Kind kind) {
        return database.sql(COLUMNS + "where kind = ? and (state <> 'READY' or copied = true) order by id limit 500")
                .param(kind.name())
                .query(ResourceItems::item)
                .list();
    }

    /** The secret that goes with an item. */
    @Transactional(readOnly = true)
    public String secret(ResourceItem item) {
        var sealed = database.sql("select sealed_secret from resource_item where id = ?")
                .param(item.id())
                .query(String.class)
                .single();
        return sealing.open(sealed, identity(item.id()));
    }

    /** Takes an item from one state to another; false when it is no longer in the first. */
    @Transactional
    public boolean move(ResourceItem seen, ResourceItem.State next, @Nullable String version) {
        return database.sql("""
                        update resource_item set state = ?, version = ?, problem = null, changed_at = ?
                        where id = ? and state = ?""")
                        .param(next.name())
                        .param(version)
                        .params(
                                Timestamp.from(clock.instant()),
                                seen.id(),
                                seen.state().name())
                        .update()
                == 1;
    }

    /** Notes that a copy may lie beside the item, or that none does. */
    @Transactional
    public void copied(ResourceItem item, boolean copied) {
        database.sql("update resource_item set copied = ? where id = ?")
                .params(copied, item.id())
                .update();
    }

    /** Notes why an attempt failed. */
    @Transactional
    public void failed(ResourceItem item, String problem) {
        database.sql("update resource_item set problem = ?, changed_at = ? where id = ?")
                .params(
                        problem.length() > LONGEST_PROBLEM ? problem.substring(0, LONGEST_PROBLEM) : problem,
                        Timestamp.from(clock.instant()),
                        item.id())
                .update();
    }

    /** Strikes an item out after it is gone from its host. */
    @Transactional
    public void delete(ResourceItem gone) {
        database.sql("delete from resource_item where id = ?").param(gone.id()).update();
    }

    private String newSecret() {
        var bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String identity(String id) {
        return "resource_item:" + id;
    }

    private static ResourceItem item(ResultSet row, int number) throws SQLException {
        return new ResourceItem(
                row.getString("id"),
                row.getString("resource_host_id"),
                Allocation.Kind.valueOf(row.getString("kind")),
                row.getString("plugin"),
                row.getString("name"),
                row.getString("item_name"),
                row.getString("user_name"),
                ResourceItem.State.valueOf(row.getString("state")),
                row.getString("version"),
                row.getBoolean("copied"),
                row.getString("problem"),
                row.getTimestamp("created_at").toInstant());
    }
}
