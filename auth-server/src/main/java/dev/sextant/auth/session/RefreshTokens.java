package dev.sextant.auth.session;

import dev.sextant.auth.secret.Hashes;
import dev.sextant.contract.Ids;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The refresh tokens: opaque, kept as hashes, good once. A token that comes a second time was copied, so its whole
 * family ends.
 */
@Repository
@Transactional
class RefreshTokens {
    private static final Logger log = LoggerFactory.getLogger(RefreshTokens.class);
    private static final int BYTES = 32;
    private static final int LENGTH = 43;

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final SessionSettings settings;
    private final InstantSource clock;

    private record Row(String family, String user, long expiresAt, long endsAt, boolean used, boolean revoked) {}

    /** Whose the token was, and the one that follows it. */
    record Rotated(String userId, String next) {}

    RefreshTokens(JdbcClient jdbc, SessionSettings settings, InstantSource clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** The first token of a new family. */
    String begin(String userId) {
        sweep();
        long now = clock.millis();
        long endsAt = now + settings.longest().toMillis();
        String family = Ids.next();
        jdbc.sql("insert into refresh_families (id, user_id, created_at, ends_at) values (?, ?, ?, ?)")
                .params(family, userId, now, endsAt)
                .update();
        return add(family, endsAt);
    }

    /** Takes a token and gives the next one, or nothing where the session has ended. */
    Optional<Rotated> rotate(String token) {
        Optional<Row> found = find(token);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Row row = found.get();
        long now = clock.millis();
        if (row.revoked() || now >= row.expiresAt() || now >= row.endsAt()) {
            return Optional.empty();
        }
        if (row.used() || !use(token, now)) {
            log.warn("A refresh token came twice: the session of user {} is ended", row.user());
            revoke(row.family());
            return Optional.empty();
        }
        return Optional.of(new Rotated(row.user(), add(row.family(), row.endsAt())));
    }

    /** Ends the session that the token belongs to. */
    void end(String token) {
        find(token).ifPresent(row -> revoke(row.family()));
    }

    /** Ends all sessions of a user. */
    void endAll(String userId) {
        jdbc.sql("update refresh_families set revoked_at = ? where user_id = ? and revoked_at is null")
                .params(clock.millis(), userId)
                .update();
    }

    private boolean use(String token, long now) {
        return jdbc.sql("update refresh_tokens set used_at = ? where id = ? and used_at is null")
                        .params(now, Hashes.sha256(token))
                        .update()
                == 1;
    }

    private void revoke(String family) {
        jdbc.sql("update refresh_families set revoked_at = ? where id = ? and revoked_at is null")
                .params(clock.millis(), family)
                .update();
    }

    private String add(String family, long endsAt) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql("insert into refresh_tokens (id, family_id, expires_at) values (?, ?, ?)")
                .params(
                        Hashes.sha256(token),
                        family,
                        Math.min(endsAt, clock.millis() + settings.idle().toMillis()))
                .update();
        return token;
    }

    private Optional<Row> find(String token) {
        if (token.length() != LENGTH) {
            return Optional.empty();
        }
        return jdbc.sql("select t.family_id, f.user_id, t.expires_at, f.ends_at, t.used_at, f.revoked_at"
                        + " from refresh_tokens t join refresh_families f on f.id = t.family_id where t.id = ?")
                .param(Hashes.sha256(token))
                .query((row, number) -> new Row(
                        row.getString("family_id"),
                        row.getString("user_id"),
                        row.getLong("expires_at"),
                        row.getLong("ends_at"),
                        row.getObject("used_at") != null,
                        row.getObject("revoked_at") != null))
                .optional();
    }

    private void sweep() {
        jdbc.sql("delete from refresh_families where ends_at < ?")
                .param(clock.millis())
                .update();
    }
}
