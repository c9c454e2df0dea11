package dev.sextant.core.trust;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The keys that are trusted, and those that were. */
@Component
public class TrustStore {
    private static final String COLUMNS = """
            select id, key_id, name, public_key, added_at, added_by, revoked_at, revoked_by, revoked_why, revision
            from trusted_key\s""";

    private final JdbcClient database;

    TrustStore(JdbcClient database) {
        this.database = database;
    }

    /** Those of these keys that are here, by their key ids. */
    @Transactional(readOnly = true)
    public Map<String, StoredKey> find(Collection<String> keyIds) {
        if (keyIds.isEmpty()) {
            return Map.of();
        }
        return database
                .sql(COLUMNS + "where key_id in (:ids)")
                .param("ids", keyIds)
                .query(TrustStore::key)
                .list()
                .stream()
                .collect(Collectors.toMap(StoredKey::keyId, Function.identity()));
    }

    /** The key as it stays until the caller's transaction ends: nobody revokes it meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<StoredKey> hold(String keyId) {
        return database.sql(COLUMNS + "where key_id = ? for update")
                .param(keyId)
                .query(TrustStore::key)
                .optional();
    }

    Optional<StoredKey> byId(String id) {
        return database.sql(COLUMNS + "where id = ?")
                .param(id)
                .query(TrustStore::key)
                .optional();
    }

    /** In the order in which they were entered. */
    List<StoredKey> page(String search, @Nullable String after, int limit) {
        return database.sql(COLUMNS + """
                        where id > :after and (locate(:search, lower(name)) > 0 or locate(:search, key_id) > 0)
                        order by id limit :limit""")
                .param("after", after == null ? "" : after)
                .param("search", search)
                .param("limit", limit)
                .query(TrustStore::key)
                .list();
    }

    int count() {
        return database.sql("select count(*) from trusted_key")
                .query(Integer.class)
                .single();
    }

    void insert(StoredKey key) {
        database.sql("""
                        insert into trusted_key (id, key_id, name, public_key, added_at, added_by, revision)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        key.id(),
                        key.keyId(),
                        key.name(),
                        key.publicKey(),
                        Timestamp.from(key.addedAt()),
                        key.addedBy(),
                        key.revision())
                .update();
    }

    boolean rename(StoredKey seen, String name) {
        return database.sql("update trusted_key set name = ?, revision = revision + 1 where id = ? and revision = ?")
                        .params(name, seen.id(), seen.revision())
                        .update()
                == 1;
    }

    /** Whether this very call has ended the trust. */
    boolean revoke(String id, StoredKey.Revocation revocation) {
        return database.sql("""
                        update trusted_key set revoked_at = ?, revoked_by = ?, revoked_why = ?, revision = revision + 1
                        where id = ? and revoked_at is null""")
                        .params(Timestamp.from(revocation.at()), revocation.by(), revocation.reason(), id)
                        .update()
                == 1;
    }

    boolean delete(String id) {
        return database.sql("delete from trusted_key where id = ? and revoked_at is null")
                        .param(id)
                        .update()
                == 1;
    }

    private static StoredKey key(ResultSet row, int number) throws SQLException {
        return new StoredKey(
                row.getString("id"),
                row.getString("key_id"),
                row.getString("name"),
                row.getString("public_key"),
                instant(row, "added_at"),
                row.getString("added_by"),
                row.getTimestamp("revoked_at") == null
                        ? null
                        : new StoredKey.Revocation(
                                instant(row, "revoked_at"), row.getString("revoked_by"), row.getString("revoked_why")),
                row.getLong("revision"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
