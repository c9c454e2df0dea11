package dev.sextant.core.pluginpackage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The uploads that are not complete yet, and where their pieces lie. */
@Component
class OpenUploads {
    private static final String COLUMNS =
            "select id, size_bytes, digest, received, begun_at, begun_by, touched_at from package_upload ";

    private final JdbcClient database;

    OpenUploads(JdbcClient database) {
        this.database = database;
    }

    void insert(OpenUpload upload) {
        database.sql("""
                        insert into package_upload (id, size_bytes, digest, received, begun_at, begun_by, touched_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        upload.id(),
                        upload.sizeBytes(),
                        Objects.requireNonNullElse(upload.digest(), ""),
                        upload.received(),
                        Timestamp.from(upload.begunAt()),
                        upload.begunBy(),
                        Timestamp.from(upload.touchedAt()))
                .update();
    }

    Optional<OpenUpload> find(String id) {
        return database.sql(COLUMNS + "where id = ?")
                .param(id)
                .query(OpenUploads::upload)
                .optional();
    }

    int count() {
        return database.sql("select count(*) from package_upload")
                .query(Integer.class)
                .single();
    }

    List<String> untouchedSince(Instant time) {
        return database.sql("select id from package_upload where touched_at < ? order by id")
                .param(Timestamp.from(time))
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Takes a piece in where the last one ended; false when another one came in there, or the upload is gone. */
    boolean append(OpenUpload seen, long length, String objectKey, Instant now) {
        var taken = database.sql("update package_upload set received = ?, touched_at = ? where id = ? and received = ?")
                .params(seen.received() + length, Timestamp.from(now), seen.id(), seen.received())
                .update();
        if (taken == 1) {
            database.sql(
                            "insert into package_upload_piece (upload_id, start_at, size_bytes, object_key) values (?, ?, ?, ?)")
                    .params(seen.id(), seen.received(), length, objectKey)
                    .update();
        }
        return taken == 1;
    }

    /** The objects of an upload in the order of the archive. */
    List<String> pieces(String id) {
        return database.sql("select object_key from package_upload_piece where upload_id = ? order by start_at")
                .param(id)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Whether this very call has removed it. */
    boolean delete(String id) {
        database.sql("delete from package_upload_piece where upload_id = ?")
                .param(id)
                .update();
        return database.sql("delete from package_upload where id = ?").param(id).update() == 1;
    }

    private static OpenUpload upload(ResultSet row, int number) throws SQLException {
        return new OpenUpload(
                row.getString("id"),
                row.getLong("size_bytes"),
                row.getString("digest").isEmpty() ? null : row.getString("digest"),
                row.getLong("received"),
                row.getTimestamp("begun_at").toInstant(),
                row.getString("begun_by"),
                row.getTimestamp("touched_at").toInstant());
    }
}
