package dev.sextant.core.event;

import dev.sextant.contract.event.Event;
import dev.sextant.core.sql.Inserts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class EventStore {
    private static final TypeReference<Map<String, @Nullable Object>> DATA = new TypeReference<>() {};
    private static final String COLUMNS = "position, type, at, actor, run_id, node_id, data";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    EventStore(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void write(List<NewEvent> events) {
        jdbc.update("update event_sequence set last = last + ? where id = 1", events.size());
        long position = last() - events.size();
        long now = System.currentTimeMillis();
        var rows = new ArrayList<@Nullable Object[]>(events.size());
        for (NewEvent event : events) {
            rows.add(row(event, ++position, now));
        }
        Inserts.insert(jdbc, "event (" + COLUMNS + ")", rows);
    }

    private @Nullable Object[] row(NewEvent event, long position, long now) {
        return new @Nullable Object[] {
            position,
            event.type(),
            now,
            event.actor(),
            event.runId(),
            event.nodeId(),
            event.data().isEmpty() ? "{}" : json.writeValueAsString(event.data())
        };
    }

    long last() {
        return Objects.requireNonNull(
                jdbc.queryForObject("select last from event_sequence where id = 1", Long.class),
                "the row of event_sequence is missing");
    }

    List<Event> after(long cursor, int limit, @Nullable String runId) {
        String where = runId == null ? "" : " and run_id = ?";
        Object[] arguments = runId == null ? new Object[] {cursor, limit} : new Object[] {cursor, runId, limit};
        return jdbc.query(
                "select " + COLUMNS + " from event where position > ?" + where + " order by position limit ?",
                (row, number) -> read(row),
                arguments);
    }

    /** Removes at most {@code limit} events that are older than the instant. */
    int remove(Instant before, int limit) {
        Long last = jdbc.queryForObject(
                "select max(position) from (select position from event where at < ? order by position limit ?) old",
                Long.class,
                before.toEpochMilli(),
                limit);
        return last == null ? 0 : jdbc.update("delete from event where position <= ?", last);
    }

    private Event read(ResultSet row) throws SQLException {
        return new Event(
                Long.toString(row.getLong("position")),
                row.getString("type"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("actor"),
                row.getString("run_id"),
                row.getString("node_id"),
                json.readValue(row.getString("data"), DATA));
    }
}
