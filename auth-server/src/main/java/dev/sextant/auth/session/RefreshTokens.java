package dev.sextant.auth.session;

import dev.sextant.auth.secret.Hashes;
import dev.sextant.contract.Ids;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The refresh tokens: opaque, kept as hashes, good once. A token that comes a second time was copied, so its whole
 * family ends; unless it is the same attempt again, whose answer was lost on its way.
 */
@Repository
@Transactional
class RefreshTokens {
    private static final Logger log = LoggerFactory.getLogger(RefreshTokens.class);
    private static final int BYTES = 32;
    private static final int LENGTH = 43;
    /** A shorter key of an attempt could be guessed. */
    private static final int SHORTEST_ATTEMPT = 32;
    /** As long as a lost answer may be asked for again. */
    private static final Duration REPEATABLE = Duration.ofMinutes(2);

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final SessionSettings settings;
    private final InstantSource clock;

    private record Row(
            String family,
            String user,
            long expiresAt,
            long endsAt,
            @Nullable Long usedAt,
            boolean revoked) {
        boolean isOver(long now) {
            return revoked || now >= expiresAt || now >= endsAt;
        }
    }

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
        String first = random();
        add(first, family, endsAt);
        return first;
    }

    /**
     * Takes a token and gives the next one, or nothing where the session has ended. The same attempt gets the same token
     * again, as long as that one is unused: only the sender knows the attempt's key, so nobody else can ask in its name.
     */
    @Transactional(isolation = Isolation.READ_COMMITTED)
    Optional<Rotated> rotate(String token, @Nullable String attempt) {
        Row row = find(token).orElse(null);
        long now = clock.millis();
        if (row == null || row.isOver(now)) {
            return Optional.empty();
        }
        String next = attempt == null || attempt.length() < SHORTEST_ATTEMPT ? random() : derived(token, attempt);
        if (row.usedAt() == null && use(token, now)) {
            add(next, row.family(), row.endsAt());
        } else if (!isRepeated(token, next, now)) {
            log.warn("A refresh token came twice: the session of user {} is ended", row.user());
            revoke(row.family());
            return Optional.empty();
        }
        return Optional.of(new Rotated(row.user(), next));
    }

    /** Whether it is the attempt that used the token just now, since only that one begot the next one. */
    private boolean isRepeated(String token, String next, long now) {
        Long usedAt = find(token).map(Row::usedAt).orElse(null);
        return usedAt != null
                && now - usedAt < REPEATABLE.toMillis()
                && find(next).filter(row -> row.usedAt() == null).isPresent();
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

    private String random() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return encoded(bytes);
    }

    private static String derived(String token, String attempt) {
        return encoded(Hashes.hmacSha256(token, attempt));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void add(String token, String family, long endsAt) {
        jdbc.sql("insert into refresh_tokens (id, family_id, expires_at) values (?, ?, ?)")
                .params(
                        Hashes.sha256(token),
                        family,
                        Math.min(endsAt, clock.millis() + settings.idle().toMillis()))
                .update();
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
                        row.getObject("used_at", Long.class),
                        row.getObject("revoked_at") != null))
                .optional();
    }

    private void sweep() {
        jdbc.sql("delete from refresh_families where ends_at < ?")
                .param(clock.millis())
                .update();
    }
}
