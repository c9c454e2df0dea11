package dev.sextant.core.storage;

import dev.sextant.contract.Ids;
import dev.sextant.core.member.Membership;
import java.sql.Timestamp;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is about to be written to object storage, or removed from it. A note is made before and struck out with the
 * transaction that makes the object belong to something; what is still noted by a core that is gone was interrupted.
 */
@Component
public class ObjectIntents {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectIntents.class);

    private final JdbcClient database;
    private final ObjectStorage storage;
    private final Membership membership;
    private final InstantSource clock;

    ObjectIntents(JdbcClient database, ObjectStorage storage, Membership membership, InstantSource clock) {
        this.database = database;
        this.storage = storage;
        this.membership = membership;
        this.clock = clock;
    }

    /** A note about one object. */
    public record Intent(String id, String objectKey) {}

    /** Notes an object, at once or with the caller's transaction. */
    @Transactional
    public Intent note(String objectKey) {
        var intent = new Intent(Ids.next(), objectKey);
        database.sql("insert into storage_intent (id, object_key, noted_at, owner) values (?, ?, ?, ?)")
                .params(intent.id(), objectKey, Timestamp.from(clock.instant()), membership.id())
                .update();
        return intent;
    }

    /** Strikes a note out with the caller's transaction; false when a sweep was faster, and the object is gone. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean keep(Intent intent) {
        return database.sql("delete from storage_intent where id = ? and swept = 0")
                        .param(intent.id())
                        .update()
                == 1;
    }

    /** Removes the object, unless it was kept meanwhile. What cannot be removed now is removed later. */
    public void sweep(Intent intent) {
        try {
            int claimed = database.sql("update storage_intent set swept = 1 where id = ?")
                    .param(intent.id())
                    .update();
            if (claimed == 1) {
                storage.remove(intent.objectKey());
                database.sql("delete from storage_intent where id = ?")
                        .param(intent.id())
                        .update();
            }
        } catch (RuntimeException later) {
            LOG.warn("The object {} is left over; it is removed later: {}", intent.objectKey(), later.getMessage());
        }
    }

    /** Finishes what cores that are gone have left, and what could not be removed at once. */
    public void sweepAbandoned() {
        database.sql("select id, object_key from storage_intent where swept = 1"
                        + " or owner not in (select id from core_member) order by id")
                .query((row, number) -> new Intent(row.getString("id"), row.getString("object_key")))
                .list()
                .forEach(this::sweep);
    }
}
