package dev.sextant.core.invocation;

import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.core.sql.Inserts;
import dev.sextant.core.sql.Texts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What became of each record in each attempt; the first final outcome of a record stays. */
@Repository
class RecordRuns {
    private static final int MESSAGE_LENGTH = 4000;
    private static final int REASON_LENGTH = 100;
    private static final String INSERTED =
            "record_run (node_run_id, record_id, attempt, latest, invocation_id, position,"
                    + " display_name, snapshot, state, outcome, reason, message, ended_at, output_bytes, output_cut)";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    RecordRuns(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A record of an opening with the invocation that it goes into; none where it cannot be called. */
    record Row(
            Opening opening, Opening.Input input, @Nullable String invocationId) {}

    void insert(List<Row> rows, long now) {
        var values = new ArrayList<@Nullable Object[]>(rows.size());
        for (Row row : rows) {
            boolean callable = row.invocationId() != null;
            values.add(new @Nullable Object[] {
                row.opening().nodeRunId(),
                row.input().recordId(),
                row.opening().attempt(),
                1,
                callable ? row.invocationId() : "",
                row.input().position(),
                row.input().displayName(),
                row.input().snapshot(),
                callable ? "WAITING" : "DONE",
                callable ? null : Outcome.NEVER_STARTED.name(),
                callable ? null : Objects.requireNonNullElse(row.input().reason(), "MISSING_PARAMETER"),
                callable ? null : cut(row.input().problem(), MESSAGE_LENGTH),
                callable ? null : now,
                0L,
                0L
            });
        }
        Inserts.insert(jdbc, INSERTED, values);
    }

    /** Stores outcomes; tells of each whether it was the first of its record. */
    boolean[] store(List<Delivery> deliveries, long now) {
        var rows = new ArrayList<@Nullable Object[]>();
        for (Delivery delivery : deliveries) {
            for (RecordOutcome outcome : delivery.outcomes()) {
                rows.add(new @Nullable Object[] {
                    outcome.outcome().name(),
                    cut(outcome.reason(), REASON_LENGTH),
                    outcome.errorMessage().isEmpty() ? null : cut(outcome.errorMessage(), MESSAGE_LENGTH),
                    outcome.outputs().isEmpty() ? null : json.writeValueAsString(outcome.outputs()),
                    now,
                    delivery.invocation().id(),
                    outcome.callbackParameter()
                });
            }
        }
        if (rows.isEmpty()) {
            return new boolean[0];
        }
        int[] counts = jdbc.batchUpdate(
                "update record_run set state = 'DONE', outcome = ?, reason = ?, message = ?, outputs = ?, ended_at = ?"
                        + " where invocation_id = ? and record_id = ? and state <> 'DONE'",
                rows);
        var first = new boolean[counts.length];
        for (int i = 0; i < counts.length; i++) {
            first[i] = counts[i] == 1;
        }
        return first;
    }

    /** Gives the records of an invocation that have no outcome yet the given one; returns how many there were. */
    int storeRest(String invocationId, Delivery.Rest rest, long now) {
        return jdbc.update(
                "update record_run set state = 'DONE', outcome = ?, reason = ?, message = ?, ended_at = ?"
                        + " where invocation_id = ? and state <> 'DONE'",
                rest.outcome().name(),
                rest.reason(),
                cut(rest.message(), MESSAGE_LENGTH),
                now,
                invocationId);
    }

    /** Notes an outcome that came when the record had another one already. */
    boolean storeLate(String invocationId, RecordOutcome outcome) {
        return jdbc.update(
                        "update record_run set late = ? where invocation_id = ? and record_id = ? and late is null"
                                + " and outcome <> ?",
                        json.writeValueAsString(outcome),
                        invocationId,
                        outcome.callbackParameter(),
                        outcome.outcome().name())
                == 1;
    }

    Map<Outcome, Integer> outcomes(String nodeRunId) {
        var counts = new EnumMap<Outcome, Integer>(Outcome.class);
        jdbc.query(
                "select outcome, count(*) as records from record_run where node_run_id = ? and latest = 1"
                        + " and state = 'DONE' group by outcome",
                row -> {
                    counts.put(Outcome.valueOf(row.getString("outcome")), row.getInt("records"));
                },
                nodeRunId);
        return counts;
    }

    void start(String invocationId, List<String> records, long now) {
        jdbc.batchUpdate(
                "update record_run set state = 'RUNNING', started_at = ? where invocation_id = ? and record_id = ?"
                        + " and state = 'WAITING'",
                records.stream()
                        .map(record -> new Object[] {now, invocationId, record})
                        .toList());
    }

    /** The records of an invocation that have no outcome yet. */
    List<String> open(String invocationId) {
        return Texts.list(
                jdbc,
                "select record_id from record_run where invocation_id = ? and state <> 'DONE' order by position",
                invocationId);
    }

    List<String> all(String invocationId) {
        return Texts.list(
                jdbc, "select record_id from record_run where invocation_id = ? order by position", invocationId);
    }

    void supersede(String nodeRunId, List<String> records) {
        jdbc.batchUpdate(
                "update record_run set latest = 0 where node_run_id = ? and record_id = ? and latest = 1",
                records.stream().map(record -> new Object[] {nodeRunId, record}).toList());
    }

    private static @Nullable String cut(@Nullable String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }
}
