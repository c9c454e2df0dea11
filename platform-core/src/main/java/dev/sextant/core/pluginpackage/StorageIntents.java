package dev.sextant.core.pluginpackage;

import dev.sextant.contract.Ids;
import dev.sextant.contract.problem.ProblemException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is about to be written to object storage, or removed from it. A note is made before and struck out with the
 * transaction that makes the object belong to a package; what is still noted at a start was interrupted.
 */
@Component
class StorageIntents {
    private final JdbcClient database;
    private final InstantSource clock;

    StorageIntents(JdbcClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Notes an object, at once or with the caller's transaction. */
    @Transactional
    String note(String objectKey) {
        var id = Ids.next();
        database.sql("insert into storage_intent (id, object_key, noted_at) values (?, ?, ?)")
                .params(id, objectKey, Timestamp.from(clock.instant()))
                .update();
        return id;
    }

    /** Strikes a note out with the caller's transaction, which fails when a sweep was faster. */
    @Transactional(propagation = Propagation.MANDATORY)
    void keep(String id) {
        if (strike(id) == 0) {
            throw new ProblemException(
                    PackageError.UPLOAD_INTERRUPTED, "The platform was started anew meanwhile; send the archive again");
        }
    }

    @Transactional
    int strike(String id) {
        return database.sql("delete from storage_intent where id = ?").param(id).update();
    }

    @Transactional(readOnly = true)
    List<Intent> all() {
        return database.sql("select id, object_key from storage_intent order by id")
                .query((row, number) -> new Intent(row.getString("id"), row.getString("object_key")))
                .list();
    }

    record Intent(String id, String objectKey) {}
}
