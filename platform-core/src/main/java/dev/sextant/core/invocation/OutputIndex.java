package dev.sextant.core.invocation;

import dev.sextant.contract.wire.Chunk;
import dev.sextant.core.sql.Inserts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Where the pieces of each record's output lie in object storage. */
@Repository
class OutputIndex {
    private final JdbcTemplate jdbc;

    OutputIndex(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A piece of output, and where it lies. */
    record Piece(
            String recordId,
            long start,
            int length,
            Chunk.Stream stream,
            long at,
            String objectKey,
            long objectOffset) {
        long end() {
            return start + length;
        }
    }

    /** How far the output of a record goes. */
    record Extent(String invocationId, long bytes, long cut, boolean done) {}

    /** The bytes that are kept of each record of an invocation. */
    Map<String, Long> lengths(String invocationId, List<String> records) {
        var lengths = new HashMap<String, Long>();
        var arguments = new ArrayList<Object>(List.of(invocationId));
        arguments.addAll(records);
        jdbc.query(
                "select record_id, output_bytes from record_run where invocation_id = ? and record_id in ("
                        + Inserts.marks(records.size()) + ")",
                row -> {
                    lengths.put(row.getString("record_id"), row.getLong("output_bytes"));
                },
                arguments.toArray());
        return lengths;
    }

    /** Prolongs a record's output; false when it was prolonged by another meanwhile. */
    boolean prolong(String invocationId, String record, long from, long to) {
        return jdbc.update(
                        "update record_run set output_bytes = ? where invocation_id = ? and record_id = ? and output_bytes = ?",
                        to,
                        invocationId,
                        record,
                        from)
                == 1;
    }

    void cut(String invocationId, String record, long bytes) {
        jdbc.update(
                "update record_run set output_cut = ? where invocation_id = ? and record_id = ? and output_cut < ?",
                bytes,
                invocationId,
                record,
                bytes);
    }

    void insert(String invocationId, List<Piece> pieces) {
        var rows = new ArrayList<@Nullable Object[]>(pieces.size());
        for (Piece piece : pieces) {
            rows.add(new @Nullable Object[] {
                invocationId,
                piece.recordId(),
                piece.start(),
                piece.length(),
                piece.stream().name(),
                piece.at(),
                piece.objectKey(),
                piece.objectOffset()
            });
        }
        Inserts.insert(
                jdbc,
                "output_chunk (invocation_id, record_id, start_at, length, stream, read_at, object_key, object_offset)",
                rows);
    }

    /** The pieces that hold what lies behind an offset, in their order. */
    List<Piece> behind(String invocationId, String record, long offset, int limit) {
        return jdbc.query(
                "select record_id, start_at, length, stream, read_at, object_key, object_offset from output_chunk"
                        + " where invocation_id = ? and record_id = ? and start_at + length > ? order by start_at limit ?",
                (row, number) -> new Piece(
                        row.getString("record_id"),
                        row.getLong("start_at"),
                        row.getInt("length"),
                        Chunk.Stream.valueOf(row.getString("stream")),
                        row.getLong("read_at"),
                        row.getString("object_key"),
                        row.getLong("object_offset")),
                invocationId,
                record,
                offset,
                limit);
    }

    /** The output of a record of a node run: of one attempt, or of the latest. */
    Optional<Extent> extent(String nodeRunId, String record, @Nullable Integer attempt) {
        String which = attempt == null ? "latest = 1" : "attempt = ?";
        var arguments = new ArrayList<Object>(List.of(nodeRunId, record));
        if (attempt != null) {
            arguments.add(attempt);
        }
        return jdbc
                .query(
                        "select invocation_id, output_bytes, output_cut, state from record_run"
                                + " where node_run_id = ? and record_id = ? and " + which,
                        (row, number) -> new Extent(
                                row.getString("invocation_id"),
                                row.getLong("output_bytes"),
                                row.getLong("output_cut"),
                                row.getString("state").equals("DONE")),
                        arguments.toArray())
                .stream()
                .findFirst();
    }
}
