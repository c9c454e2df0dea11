package dev.sextant.inventory.host;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The hosts that are kept. */
@Repository
class Hosts {
    private static final String DESCRIBED = "name = ?, address = ?, port = ?, user_name = ?, authentication = ?,"
            + " sealed_credential = ?, host_key = ?, os = ?, tags = ?, description = ?";
    private static final String INSERT = "insert into host (name, address, port, user_name, authentication,"
            + " sealed_credential, host_key, os, tags, description, id, version)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE =
            "update host set " + DESCRIBED + ", version = version + 1 where id = ? and version = ?";

    private final JdbcTemplate jdbc;

    Hosts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The first hosts, by their names, for which the condition holds. */
    List<HostRow> find(Condition condition, int limit) {
        return jdbc.query(
                "select * from host where " + condition.sql() + " order by name limit " + limit,
                (row, number) -> HostRow.read(row),
                condition.values().toArray());
    }

    List<HostRow> findByIdIn(Collection<String> ids) {
        return findIn("id", ids);
    }

    List<HostRow> findByNameIn(Collection<String> names) {
        return findIn("name", names);
    }

    List<HostRow> findByAddressIn(Collection<String> addresses) {
        return findIn("address", addresses);
    }

    void insert(List<HostRow> rows) {
        jdbc.batchUpdate(INSERT, rows.stream().map(Hosts::values).toList());
    }

    /** Replaces hosts as they were read; fails when one of them was changed meanwhile. */
    void update(List<HostRow> rows) {
        int[] counts = jdbc.batchUpdate(UPDATE, rows.stream().map(Hosts::values).toList());
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                throw new OptimisticLockingFailureException(rows.get(i) + " was changed meanwhile");
            }
        }
    }

    void deleteByIdIn(Collection<String> ids) {
        Condition chosen = Condition.in("id", ids);
        jdbc.update("delete from host where " + chosen.sql(), chosen.values().toArray());
    }

    private List<HostRow> findIn(String column, Collection<String> values) {
        Condition chosen = Condition.in(column, values);
        return jdbc.query(
                "select * from host where " + chosen.sql(),
                (row, number) -> HostRow.read(row),
                chosen.values().toArray());
    }

    private static @Nullable Object[] values(HostRow row) {
        return new @Nullable Object[] {
            row.name(),
            row.address(),
            row.port(),
            row.user(),
            row.authentication().name(),
            row.sealedCredential(),
            row.hostKey(),
            row.os(),
            row.tags(),
            row.description(),
            row.id(),
            row.version()
        };
    }
}
