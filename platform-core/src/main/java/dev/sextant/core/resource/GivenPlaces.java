package dev.sextant.core.resource;

import dev.sextant.core.resource.ResourceItems.Owner;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which plugin has which bucket of the platform's own storage: for good, since whoever has had a credential knows it. */
@Component
class GivenPlaces {
    private final JdbcClient database;

    GivenPlaces(JdbcClient database) {
        this.database = database;
    }

    /** Whether the plugin has a place, or one is free. */
    boolean hasFor(Owner owner, List<BucketAccess> all) {
        return of(owner).isPresent() || free(all).isPresent();
    }

    /** The plugin's place, taken for it when it has none yet; empty when all are taken. */
    Optional<BucketAccess> take(Owner owner, List<BucketAccess> all) {
        while (true) {
            var given = of(owner);
            if (given.isPresent()) {
                return given.flatMap(name ->
                        all.stream().filter(one -> one.bucket().equals(name)).findFirst());
            }
            var free = free(all);
            if (free.isEmpty() || note(free.get(), owner)) {
                return free;
            }
        }
    }

    private boolean note(BucketAccess bucket, Owner owner) {
        try {
            database.sql("insert into given_bucket (bucket, plugin, name) values (?, ?, ?)")
                    .params(bucket.bucket(), owner.plugin(), owner.name())
                    .update();
            return true;
        } catch (DuplicateKeyException another) {
            // Somebody was faster, for this plugin or for another one.
            return false;
        }
    }

    private Optional<String> of(Owner owner) {
        return database.sql("select bucket from given_bucket where plugin = ? and name = ?")
                .params(owner.plugin(), owner.name())
                .query((row, number) -> row.getString(1))
                .optional();
    }

    private Optional<BucketAccess> free(List<BucketAccess> all) {
        var taken = new HashSet<>(database.sql("select bucket from given_bucket")
                .query((row, number) -> row.getString(1))
                .list());
        return all.stream().filter(one -> !taken.contains(one.bucket())).findFirst();
    }
}
