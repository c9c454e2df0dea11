package dev.sextant.auth.session;

import dev.sextant.auth.AuthError;
import dev.sextant.auth.secret.Hashes;
import dev.sextant.contract.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Locks a name out for the address that keeps failing, and an address that fails with many names; nobody can lock
 * another person out from elsewhere.
 */
@Component
public class SignInThrottle {
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(24);
    private static final int NAMES_OF_ONE_ADDRESS = 10;
    private static final int SWEEP_EVERY = 64;
    private static final int MOST_DOUBLINGS = 16;

    private final JdbcClient jdbc;
    private final SessionSettings settings;
    private final InstantSource clock;
    private final AtomicInteger failed = new AtomicInteger();

    private record Failures(int count, long lockedUntil) {}

    SignInThrottle(JdbcClient jdbc, SessionSettings settings, InstantSource clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Refuses (429) while the name or the address is locked out. */
    public void check(String name, String address) {
        long until = Math.max(lockedUntil(pair(name, address)), lockedUntil(whole(address)));
        long left = until - clock.millis();
        if (left > 0) {
            Duration wait = Duration.ofMillis(left).plusSeconds(1);
            throw ProblemException.retryAfter(
                    AuthError.SIGN_IN_LOCKED, "Try again in %d seconds".formatted(wait.toSeconds()), wait);
        }
    }

    /** Counts a failure. */
    public void failed(String name, String address) {
        count(pair(name, address), settings.failures());
        count(whole(address), settings.failures() * NAMES_OF_ONE_ADDRESS);
        if (failed.incrementAndGet() % SWEEP_EVERY == 0) {
            jdbc.sql("delete from sign_in_failures where last_failed_at < ?")
                    .param(clock.millis() - FORGOTTEN_AFTER.toMillis())
                    .update();
        }
    }

    /** Forgets the failures of the name from there. */
    public void succeeded(String name, String address) {
        jdbc.sql("delete from sign_in_failures where id = ?")
                .param(pair(name, address))
                .update();
    }

    private void count(String id, int limit) {
        long now = clock.millis();
        int counted = jdbc.sql("update sign_in_failures set failures = failures + 1, last_failed_at = ? where id = ?")
                .params(now, id)
                .update();
        if (counted == 0) {
            try {
                jdbc.sql(
                                "insert into sign_in_failures (id, failures, last_failed_at, locked_until) values (?, 1, ?, 0)")
                        .params(id, now)
                        .update();
            } catch (DuplicateKeyException raced) {
                count(id, limit);
                return;
            }
        }
        int failures = find(id).map(Failures::count).orElse(1);
        if (failures >= limit) {
            jdbc.sql("update sign_in_failures set locked_until = ? where id = ?")
                    .params(now + lock(failures - limit).toMillis(), id)
                    .update();
        }
    }

    private Duration lock(int beyond) {
        Duration lock = settings.lock().multipliedBy(1L << Math.min(beyond, MOST_DOUBLINGS));
        return lock.compareTo(settings.longestLock()) < 0 ? lock : settings.longestLock();
    }

    private long lockedUntil(String id) {
        return find(id).map(Failures::lockedUntil).orElse(0L);
    }

    private Optional<Failures> find(String id) {
        return jdbc.sql("select failures, locked_until from sign_in_failures where id = ?")
                .param(id)
                .query((row, number) -> new Failures(row.getInt("failures"), row.getLong("locked_until")))
                .optional();
    }

    private static String pair(String name, String address) {
        return Hashes.sha256("pair\n" + name + "\n" + address);
    }

    private static String whole(String address) {
        return Hashes.sha256("address\n" + address);
    }
}
