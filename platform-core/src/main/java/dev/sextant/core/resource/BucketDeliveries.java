package dev.sextant.core.resource;

import dev.sextant.core.member.Membership;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of what was put into buckets; who puts something there holds its row, and a core that is gone holds nothing. */
@Component
class BucketDeliveries {
    private static final String ROW = "resource_host_id = ? and bucket = ? and package_id = ?";

    private final JdbcClient database;
    private final Membership membership;
    private final InstantSource clock;

    BucketDeliveries(JdbcClient database, Membership membership, InstantSource clock) {
        this.database = database;
        this.membership = membership;
        this.clock = clock;
    }

    /** Whether the package's files lie in the bucket already; empty while somebody else puts them there. */
    Optional<Boolean> claim(ResourceItem bucket, String packageId) {
        note(bucket, packageId);
        var claimed = database.sql("update bucket_delivery set owner = ?, changed_at = ? where " + ROW
                        + " and delivered = false and (owner in ('', ?) or owner not in (select id from core_member))")
                .params(membership.id(), now(), bucket.hostId(), bucket.itemName(), packageId, membership.id())
                .update();
        if (claimed == 1) {
            return Optional.of(false);
        }
        return isDone(bucket, packageId) ? Optional.of(true) : Optional.empty();
    }

    boolean isDone(ResourceItem bucket, String packageId) {
        return database.sql("select delivered from bucket_delivery where " + ROW)
                .params(bucket.hostId(), bucket.itemName(), packageId)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Notes with the caller's transaction that the files lie there; false when another core has taken over meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean done(ResourceItem bucket, String packageId) {
        return database.sql("update bucket_delivery set delivered = true, owner = '', changed_at = ? where " + ROW
                                + " and delivered = false and owner = ?")
                        .params(now(), bucket.hostId(), bucket.itemName(), packageId, membership.id())
                        .update()
                == 1;
    }

    /** Lets another core go on with what failed here. */
    void release(ResourceItem bucket, String packageId) {
        database.sql("update bucket_delivery set owner = '' where " + ROW + " and delivered = false and owner = ?")
                .params(bucket.hostId(), bucket.itemName(), packageId, membership.id())
                .update();
    }

    /** Forgets all that was put into a bucket which is empty now. */
    void forget(ResourceItem bucket) {
        database.sql("delete from bucket_delivery where resource_host_id = ? and bucket = ?")
                .params(bucket.hostId(), bucket.itemName())
                .update();
    }

    private void note(ResourceItem bucket, String packageId) {
        if (isNoted(bucket, packageId)) {
            return;
        }
        try {
            database.sql("""
                            insert into bucket_delivery (resource_host_id, bucket, package_id, changed_at)
                            values (?, ?, ?, ?)""")
                    .params(bucket.hostId(), bucket.itemName(), packageId, now())
                    .update();
        } catch (DuplicateKeyException another) {
            // An instance on another host was faster.
        }
    }

    private boolean isNoted(ResourceItem bucket, String packageId) {
        return database.sql("select count(*) from bucket_delivery where " + ROW)
                        .params(bucket.hostId(), bucket.itemName(), packageId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
