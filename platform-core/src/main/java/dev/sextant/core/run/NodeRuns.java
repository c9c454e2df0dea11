package dev.sextant.core.run;

import dev.sextant.contract.wire.Outcome;
import dev.sextant.core.sql.Inserts;
import dev.sextant.core.sql.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;

/** The rows of node runs; every change of a state is a compare-and-set. */
@Repository
class NodeRuns {
    private static final String SELECT =
            "select id, run_id, node_id, job_id, state, attempt, record_count, started_at, ended_at, outcomes, reason"
                    + " from node_run ";
    private static final RowMapper<NodeRun> ROW = (row, number) -> {
        long ended = row.getLong("ended_at");
        return new NodeRun(
                row.getString("id"),
                row.getString("run_id"),
                row.getString("node_id"),
                row.getString("job_id"),
                NodeState.valueOf(row.getString("state")),
                row.getInt("attempt"),
                row.getInt("record_count"),
                row.getLong("started_at"),
                ended == 0 ? null : ended,
                outcomes(row.getString("outcomes")),
                row.getString("reason"));
    };

    private final JdbcTemplate jdbc;

    NodeRuns(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A node that an execution has reached. */
    record NodeRun(
            String id,
            String runId,
            String nodeId,
            String jobId,
            NodeState state,
            int attempt,
            int records,
            long startedAt,
            @Nullable Long endedAt,
            Map<Outcome, Integer> outcomes,
            @Nullable String reason) {}

    void insert(List<NodeRun> nodes) {
        var rows = new ArrayList<@Nullable Object[]>(nodes.size());
        for (NodeRun node : nodes) {
            rows.add(new @Nullable Object[] {
                node.id(),
                node.runId(),
                node.nodeId(),
                node.jobId(),
                node.state().name(),
                node.attempt(),
                node.records(),
                node.startedAt()
            });
        }
        Inserts.insert(jdbc, "node_run (id, run_id, node_id, job_id, state, attempt, record_count, started_at)", rows);
    }

    /** A change of a node run's state. */
    record Change(String id, NodeState from, NodeState to, Map<Outcome, Integer> outcomes) {}

    /** Makes the changes; tells of each whether the node was in the state that it was to leave. */
    boolean[] change(List<Change> changes, long now) {
        int[] counts = jdbc.batchUpdate(
                "update node_run set state = ?, ended_at = ?, outcomes = ? where id = ? and state = ?",
                changes.stream()
                        .map(change -> new Object[] {
                            change.to().name(),
                            now,
                            text(change.outcomes()),
                            change.id(),
                            change.from().name()
                        })
                        .toList());
        var changed = new boolean[counts.length];
        for (int i = 0; i < counts.length; i++) {
            changed[i] = counts[i] == 1;
        }
        return changed;
    }

    boolean retry(NodeRun node) {
        return jdbc.update(
                        "update node_run set state = 'RUNNING', attempt = attempt + 1, ended_at = null"
                                + " where id = ? and state = 'FAILED' and attempt = ?",
                        node.id(),
                        node.attempt())
                == 1;
    }

    boolean skip(NodeRun node, @Nullable String reason) {
        return jdbc.update(
                        "update node_run set state = 'SKIPPED', reason = ? where id = ? and state = 'FAILED'",
                        reason,
                        node.id())
                == 1;
    }

    /** Has the running nodes of a run stop. */
    void stopRunning(String runId) {
        jdbc.update("update node_run set state = 'STOPPING' where run_id = ? and state = 'RUNNING'", runId);
    }

    /** Whether calls of the run are open. */
    boolean active(String runId) {
        return !Texts.list(
                        jdbc,
                        "select id from node_run where run_id = ? and state in ('RUNNING', 'STOPPING') for update",
                        runId)
                .isEmpty();
    }

    boolean anyFailed(String runId) {
        Integer failed = jdbc.queryForObject(
                "select count(*) from node_run where run_id = ? and state = 'FAILED'", Integer.class, runId);
        return failed != null && failed > 0;
    }

    Optional<NodeRun> find(String runId, String nodeId) {
        return jdbc.query(SELECT + "where run_id = ? and node_id = ?", ROW, runId, nodeId).stream()
                .findFirst();
    }

    List<NodeRun> byIds(List<String> ids) {
        return jdbc.query(SELECT + "where id in (" + Inserts.marks(ids.size()) + ")", ROW, ids.toArray());
    }

    List<NodeRun> ofRun(String runId) {
        return jdbc.query(SELECT + "where run_id = ? order by id", ROW, runId);
    }

    static String text(Map<Outcome, Integer> outcomes) {
        return outcomes.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }

    static Map<Outcome, Integer> outcomes(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Map.of();
        }
        var outcomes = new java.util.EnumMap<Outcome, Integer>(Outcome.class);
        for (String entry : text.split(",")) {
            int equals = entry.indexOf('=');
            outcomes.put(Outcome.valueOf(entry.substring(0, equals)), Integer.valueOf(entry.substring(equals + 1)));
        }
        return outcomes;
    }
}
