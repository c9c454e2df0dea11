package dev.sextant.jobexecution.execution;

import dev.sextant.jobexecution.ssh.SshTarget;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What this executor knows of its executions beyond its own life; a state changes by compare-and-set only. */
@Repository
class Executions {
    private final JdbcClient database;

    Executions(JdbcClient database) {
        this.database = database;
    }

    /** The row of an execution, new or as an earlier life left it. */
    Row register(ExecutionKey key, ScriptJob job, Instant now) {
        try {
            database.sql("""
                            insert into execution (request_id, record_id, state, host_id, address, port, host_key, started_at, changed_at)
                            values (?, ?, 'ACCEPTED', ?, ?, ?, ?, 0, ?)""")
                    .params(key.requestId(), key.recordId(), job.hostId())
                    .params(
                            job.target().address(),
                            job.target().port(),
                            job.target().hostKey(),
                            now.toEpochMilli())
                    .update();
        } catch (DuplicateKeyException known) {
            // Resumed: the row tells how far it had come.
        }
        return database.sql("select * from execution where request_id = ? and record_id = ?")
                .params(key.requestId(), key.recordId())
                .query(Executions::row)
                .single();
    }

    /** ACCEPTED becomes STARTING, and the time of the first attempt is kept; false when it was no longer ACCEPTED. */
    boolean starting(ExecutionKey key, Instant now) {
        return database.sql("""
                                update execution set state = 'STARTING', started_at = ?, changed_at = ?
                                where request_id = ? and record_id = ? and state = 'ACCEPTED'""")
                        .params(now.toEpochMilli(), now.toEpochMilli(), key.requestId(), key.recordId())
                        .update()
                == 1;
    }

    boolean move(ExecutionKey key, ExecutionState from, ExecutionState to, Instant now) {
        return database.sql("""
                                update execution set state = ?, changed_at = ?
                                where request_id = ? and record_id = ? and state = ?""")
                        .params(to.name(), now.toEpochMilli(), key.requestId(), key.recordId(), from.name())
                        .update()
                == 1;
    }

    /** The outcome and all output are kept elsewhere. */
    void end(ExecutionKey key, ExecutionState last, Instant now) {
        database.sql("""
                        update execution set state = ?, changed_at = ?
                        where request_id = ? and record_id = ? and state in ('ACCEPTED', 'STARTING', 'RUNNING')""")
                .params(last.name(), now.toEpochMilli(), key.requestId(), key.recordId())
                .update();
    }

    /** Those whose outcome is known since before the given time, oldest first. */
    List<Row> endedBefore(Instant time, int limit) {
        return database.sql("""
                        select * from execution where state = 'ENDED' and changed_at < ?
                        order by changed_at fetch first ? rows only""")
                .params(time.toEpochMilli(), limit)
                .query(Executions::row)
                .list();
    }

    int deleteForgottenBefore(Instant time) {
        return database.sql("delete from execution where state = 'FORGOTTEN' and changed_at < ?")
                .params(time.toEpochMilli())
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new ExecutionKey(row.getString("request_id"), row.getString("record_id")),
                ExecutionState.valueOf(row.getString("state")),
                row.getString("host_id"),
                new SshTarget(row.getString("address"), row.getInt("port"), row.getString("host_key")),
                Instant.ofEpochMilli(row.getLong("started_at")),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }

    /** One row; {@code startedAt} is the epoch while nothing was sent. */
    record Row(
            ExecutionKey key,
            ExecutionState state,
            String hostId,
            SshTarget target,
            Instant startedAt,
            Instant changedAt) {}
}
