package dev.sextant.auth.token;

import dev.sextant.auth.secret.Hashes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which assertions were used, for as long as they could be used again. */
@Repository
class UsedAssertions {
    private static final int SWEEP_EVERY = 128;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final AtomicInteger marked = new AtomicInteger();

    UsedAssertions(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether this is the first use. */
    boolean markUsed(String client, String id, Instant until) {
        if (marked.incrementAndGet() % SWEEP_EVERY == 0) {
            jdbc.sql("delete from used_assertions where expires_at < ?")
                    .param(clock.millis())
                    .update();
        }
        try {
            jdbc.sql("insert into used_assertions (id, expires_at) values (?, ?)")
                    .params(Hashes.sha256(client + "\n" + id), until.toEpochMilli())
                    .update();
            return true;
        } catch (DuplicateKeyException again) {
            return false;
        }
    }
}
