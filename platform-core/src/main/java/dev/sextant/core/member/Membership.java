package dev.sextant.core.member;

import dev.sextant.contract.Ids;
import dev.sextant.core.sql.DatabaseClock;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * This core among the others that share the database: it keeps a lease. What a core owned whose lease has run out may be
 * taken over; a core that comes back after that joins anew under another id. When a lease ends is decided by the clock of
 * the database alone.
 */
@Component
public class Membership implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private final JdbcTemplate jdbc;
    private final DatabaseClock clock;
    private final MemberSettings settings;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("membership").factory());
    private volatile String id = Ids.next();
    private volatile long aliveUntil;
    private volatile boolean running;

    Membership(JdbcTemplate jdbc, DatabaseClock clock, MemberSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    public String id() {
        return id;
    }

    /** Whether the lease is ours still: without it nothing may be sent. */
    public boolean alive() {
        return running && System.nanoTime() - aliveUntil < 0;
    }

    /** Enters this core; on an embedded database, which only one process can open, all others are gone for certain. */
    @Override
    public void start() {
        if (clock.embedded()) {
            jdbc.update("delete from core_member");
        }
        join();
        running = true;
        long every = settings.renewal().toMillis();
        timer.scheduleWithFixedDelay(this::renewal, every, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdown();
        try {
            jdbc.update("delete from core_member where id = ?", id);
        } catch (RuntimeException unreachable) {
            LOG.info("The lease could not be given back ({}); it runs out by itself", unreachable.getMessage());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the first request comes in, and after the last thing was written. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 4096;
    }

    private void renewal() {
        try {
            renew();
        } catch (RuntimeException failed) {
            LOG.warn("The lease of this core could not be renewed: {}; trying again", failed.getMessage());
        }
    }

    private void renew() {
        if (!running) {
            return;
        }
        long from = System.nanoTime();
        String renewed = "update core_member set lease_until = " + clock.millis() + " + ? where id = ?";
        if (jdbc.update(renewed, settings.lease().toMillis(), id) == 1) {
            aliveUntil = from + settings.lease().toNanos();
        } else {
            LOG.warn("The lease of this core had run out and another core took its work over; joining anew");
            id = Ids.next();
            join();
        }
        jdbc.update("delete from core_member where lease_until < " + clock.millis() + " and id <> ?", id);
    }

    private void join() {
        long from = System.nanoTime();
        jdbc.update(
                "insert into core_member (id, name, lease_until) values (?, ?, " + clock.millis() + " + ?)",
                id,
                ManagementFactory.getRuntimeMXBean().getName(),
                settings.lease().toMillis());
        aliveUntil = from + settings.lease().toNanos();
    }
}
