package dev.sextant.core.invocation;

import dev.sextant.core.sql.Texts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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

    RecordHistory(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
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
