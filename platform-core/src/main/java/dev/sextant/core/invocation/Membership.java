package dev.sextant.core.invocation;

import dev.sextant.contract.Ids;
import dev.sextant.core.sql.Texts;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * This core among the others that share the database: it keeps a lease, and takes over what the owner of an expired one
 * left. Every taking over raises the fence of the invocation, so that a former owner that comes back can write nothing.
 */
@Component
class Membership {
    static final Duration LEASE = Duration.ofSeconds(12);

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final InvocationStore invocations;
    private volatile String id = Ids.next();
    private volatile long leaseUntil;

    Membership(JdbcTemplate jdbc, TransactionTemplate transactions, InvocationStore invocations) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.invocations = invocations;
    }

    String id() {
        return id;
    }

    /** Whether the lease is ours still: without it nothing may be sent. */
    boolean alive() {
        return System.currentTimeMillis() < leaseUntil;
    }

    /** Enters this core; on an embedded database, which only one process can open, all others are gone for certain. */
    void enter() {
        if (embedded()) {
            jdbc.update("delete from core_member");
        }
        join();
        takeOver();
    }

    private void join() {
        long until = System.currentTimeMillis() + LEASE.toMillis();
        String name = ManagementFactory.getRuntimeMXBean().getName();
        jdbc.update("insert into core_member (id, name, lease_until) values (?, ?, ?)", id, name, until);
        leaseUntil = until;
    }

    /** Prolongs the lease and takes over what others left; a core whose lease another took joins anew. */
    void renew() {
        long until = System.currentTimeMillis() + LEASE.toMillis();
        if (jdbc.update("update core_member set lease_until = ? where id = ?", until, id) == 1) {
            leaseUntil = until;
        } else {
            LOG.warn("The lease of this core had run out and another core took its work over; joining anew");
            id = Ids.next();
            join();
        }
        takeOver();
    }

    void leave() {
        jdbc.update("delete from core_member where id = ?", id);
        leaseUntil = 0;
    }

    private void takeOver() {
        long now = System.currentTimeMillis();
        List<String> expired =
                Texts.list(jdbc, "select id from core_member where lease_until < ? and id <> ?", now, id);
        for (String member : expired) {
            jdbc.update("delete from core_member where id = ? and lease_until < ?", member, now);
        }
        for (String owner : invocations.orphanedOwners()) {
            transactions.executeWithoutResult(status -> {
                int taken = invocations.takeOver(owner, id, now);
                LOG.info("Took {} open invocations over from core {}", taken, owner);
            });
        }
    }

    private boolean embedded() {
        String url = Objects.requireNonNull(
                jdbc.execute((ConnectionCallback<String>) Membership::address), "a connection has an address");
        return url.startsWith("jdbc:h2:file:") || url.startsWith("jdbc:h2:mem:");
    }

    private static String address(Connection connection) throws java.sql.SQLException {
        return connection.getMetaData().getURL().toLowerCase(Locale.ROOT);
    }
}
