package dev.sextant.web.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps the answers in the service's own database; creates its table after the service's migrations. */
public final class JdbcIdempotencyStore implements IdempotencyStore {
    private static final int SWEEP_EVERY = 256;
    private static final String TABLE = """
            create table if not exists idempotency_keys (
                id char(64) not null primary key,
                begun_at bigint not null,
                fingerprint char(64),
                status int,
                content_type varchar(200),
                location varchar(1000),
                body longblob)
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final AtomicInteger begun = new AtomicInteger();

    private record Row(long begunAt, Attempt.@Nullable Done done) {}

    public JdbcIdempotencyStore(DataSource dataSource, InstantSource clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.clock = clock;
        jdbc.sql(TABLE).update();
    }

    @Override
    public Attempt begin(String id) {
        if (begun.incrementAndGet() % SWEEP_EVERY == 0) {
            sweep();
        }
        long now = clock.millis();
        try {
            jdbc.sql("insert into idempotency_keys (id, begun_at) values (?, ?)")
                    .params(id, now)
                    .update();
            return new Attempt.First();
        } catch (DuplicateKeyException known) {
            return find(id).map(row -> known(id, row, now)).orElseGet(Attempt.InProgress::new);
        }
    }

    private Attempt known(String id, Row row, long now) {
        Attempt.Done done = row.done();
        long ends = row.begunAt() + (done == null ? ABANDONED : KEPT).toMillis();
        if (now <= ends) {
            return done == null ? new Attempt.InProgress() : done;
        }
        int taken = jdbc.sql("update idempotency_keys set begun_at = ?, fingerprint = null, status = null, body = null"
                        + " where id = ? and begun_at = ?")
                .params(now, id, row.begunAt())
                .update();
        return taken == 1 ? new Attempt.First() : new Attempt.InProgress();
    }

    private Optional<Row> find(String id) {
        return jdbc.sql("select * from idempotency_keys where id = ?")
                .param(id)
                .query((rows, number) -> row(rows))
                .optional();
    }

    private static Row row(ResultSet rows) throws SQLException {
        String fingerprint = rows.getString("fingerprint");
        long begunAt = rows.getLong("begun_at");
        if (fingerprint == null) {
            return new Row(begunAt, null);
        }
        Attempt.Answer answer = new Attempt.Answer(
                rows.getInt("status"),
                rows.getString("content_type"),
                rows.getString("location"),
                Objects.requireNonNullElse(rows.getBytes("body"), new byte[0]));
        return new Row(begunAt, new Attempt.Done(fingerprint, answer));
    }

    @Override
    public void finish(String id, String fingerprint, Attempt.Answer answer) {
        jdbc.sql("update idempotency_keys set fingerprint = ?, status = ?, content_type = ?, location = ?, body = ?"
                        + " where id = ?")
                .param(fingerprint)
                .param(answer.status())
                .param(answer.contentType())
                .param(answer.location())
                .param(answer.body())
                .param(id)
                .update();
    }

    @Override
    public void forget(String id) {
        jdbc.sql("delete from idempotency_keys where id = ?").param(id).update();
    }

    private void sweep() {
        jdbc.sql("delete from idempotency_keys where begun_at < ?")
                .param(clock.millis() - KEPT.toMillis())
                .update();
    }
}
