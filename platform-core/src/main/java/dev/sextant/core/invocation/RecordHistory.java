package dev.sextant.core.invocation;

import dev.sextant.contract.wire.Outcome;
import dev.sextant.core.sql.Texts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What earlier calls have left: outputs that later nodes read, and the records as they were called. */
@Component
public class RecordHistory {
    private static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final RecordRuns records;
    private final InvocationStore invocations;

    RecordHistory(JdbcTemplate jdbc, JsonMapper json, RecordRuns records, InvocationStore invocations) {
        this.jdbc = jdbc;
        this.json = json;
        this.records = records;
        this.invocations = invocations;
    }

    /**
     * An output of an earlier node: that of the same record, or the only one there is.
     *
     * @param nodeId the earlier node
     * @param recordId the record that the later node works on
     */
    public @Nullable Object output(String runId, String nodeId, String name, @Nullable String recordId) {
        List<Map.Entry<String, String>> rows = jdbc.query(
                "select r.record_id, r.outputs from record_run r join node_run n on n.id = r.node_run_id"
                        + " where n.run_id = ? and n.node_id = ? and r.latest = 1 and r.outputs is not null"
                        + " and (r.record_id = ? or n.record_count = 1)",
                (row, number) -> Map.entry(row.getString("record_id"), row.getString("outputs")),
                runId,
                nodeId,
                recordId == null ? "" : recordId);
        return rows.stream()
                .findFirst()
                .map(row -> json.readValue(row.getValue(), MAP).get(name))
                .orElse(null);
    }

    /** How many records of a node run have ended how by now. */
    public Map<Outcome, Integer> outcomes(String nodeRunId) {
        return records.outcomes(nodeRunId);
    }

    /** What keeps the calls of a node run from going on, if anything does. */
    public @Nullable String problem(String nodeRunId) {
        return invocations.problem(nodeRunId).orElse(null);
    }

    /**
     * The records of a node run in their order.
     *
     * @param outcome only those that ended so; null for all
     * @param search a part of the name or of the id; null for all
     * @param after the position after which the page begins
     */
    public List<RecordView> records(
            String nodeRunId, @Nullable Outcome outcome, @Nullable String search, int after, int limit) {
        var where = new StringBuilder("where node_run_id = ? and latest = 1 and position > ?");
        var arguments = new ArrayList<Object>(List.of(nodeRunId, after));
        if (outcome != null) {
            where.append(" and outcome = ?");
            arguments.add(outcome.name());
        }
        if (search != null && !search.isBlank()) {
            where.append(" and (locate(?, lower(display_name)) > 0 or record_id = ?)");
            arguments.add(search.toLowerCase(Locale.ROOT));
            arguments.add(search);
        }
        arguments.add(limit);
        return jdbc.query(
                "select record_id, display_name, attempt, state, outcome, reason, message, outputs, started_at, ended_at,"
                        + " output_bytes, output_cut, position from record_run " + where + " order by position limit ?",
                (row, number) -> view(row),
                arguments.toArray());
    }

    private RecordView view(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        String outputs = row.getString("outputs");
        long cut = row.getLong("output_cut");
        return new RecordView(
                row.getString("record_id"),
                row.getString("display_name"),
                row.getInt("attempt"),
                row.getString("state"),
                outcome == null ? null : Outcome.valueOf(outcome),
                row.getString("reason"),
                row.getString("message"),
                outputs == null ? null : json.readValue(outputs, MAP),
                instant(row.getLong("started_at")),
                instant(row.getLong("ended_at")),
                row.getLong("output_bytes"),
                cut == 0 ? null : cut,
                row.getInt("position"));
    }

    private static @Nullable Instant instant(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    /** The records of a node run that did not succeed. */
    public Set<String> failed(String nodeRunId) {
        return new HashSet<>(Texts.list(
                jdbc,
                "select record_id from record_run where node_run_id = ? and latest = 1 and state = 'DONE'"
                        + " and outcome <> 'SUCCEEDED'",
                nodeRunId));
    }

    /** The attributes of an invocation's records where they differ from those the run was started with, as JSON. */
    public Map<String, String> snapshots(String invocationId) {
        var snapshots = new HashMap<String, String>();
        jdbc.query(
                "select record_id, snapshot from record_run where invocation_id = ? and snapshot is not null",
                row -> {
                    snapshots.put(row.getString("record_id"), row.getString("snapshot"));
                },
                invocationId);
        return snapshots;
    }
}
