package dev.sextant.core.plugininstance;

import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What instances leave outside the database that has no row of its own: noted before it is made, forgotten after it is gone. */
@Component
class InstanceTraces {
    private static final String IMAGE = "IMAGE";
    private static final String IDENTITY = "IDENTITY";
    private static final String NOWHERE = "-";

    private final JdbcClient database;

    InstanceTraces(JdbcClient database) {
        this.database = database;
    }

    /** The image is about to be loaded on the host. */
    void noteImage(String hostId, String imageId) {
        note(IMAGE, hostId, imageId);
    }

    List<String> images(String hostId) {
        return names(IMAGE, hostId);
    }

    void forgetImage(String hostId, String imageId) {
        forget(IMAGE, hostId, imageId);
    }

    /** The plugin is about to be known at the auth-server. */
    void noteIdentity(String plugin) {
        note(IDENTITY, NOWHERE, plugin);
    }

    List<String> identities() {
        return names(IDENTITY, NOWHERE);
    }

    void forgetIdentity(String plugin) {
        forget(IDENTITY, NOWHERE, plugin);
    }

    private void note(String kind, String hostId, String name) {
        if (names(kind, hostId).contains(name)) {
            return;
        }
        try {
            database.sql("insert into instance_trace (kind, resource_host_id, name) values (?, ?, ?)")
                    .params(kind, hostId, name)
                    .update();
        } catch (DuplicateKeyException another) {
            // Somebody was faster: it is noted.
        }
    }

    private List<String> names(String kind, String hostId) {
        return database.sql("select name from instance_trace where kind = ? and resource_host_id = ? order by name")
                .params(kind, hostId)
                .query((row, number) -> row.getString("name"))
                .list();
    }

    private void forget(String kind, String hostId, String name) {
        database.sql("delete from instance_trace where kind = ? and resource_host_id = ? and name = ?")
                .params(kind, hostId, name)
                .update();
    }
}
