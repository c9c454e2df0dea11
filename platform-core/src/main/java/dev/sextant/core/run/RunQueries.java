package dev.sextant.core.run;

import dev.sextant.contract.wire.Outcome;
import dev.sextant.core.sql.Inserts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;

/** Reads runs for people. */
@Repository
class RunQueries {
    private static final String SELECT = "select id, workflow_id, version_id, workflow_name, version_number, state,"
            + " started_by, started_at, ended_at, coalesce(end_reason, reason) as reason, record_count from run ";

    /** What counts for a record that several nodes worked on is the worst that became of it. */
    private static final List<Outcome> BEST_TO_WORST = List.of(
            Outcome.SUCCEEDED,
            Outcome.CANCELLED,
            Outcome.NEVER_STARTED,
            Outcome.UNREACHABLE,
            Outcome.TIMED_OUT,
            Outcome.FAILED,
            Outcome.UNKNOWN);

    private final JdbcTemplate jdbc;

    RunQueries(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Which runs are asked for; null means all. */
    record Filter(
            @Nullable RunState state,
            @Nullable String workflowId,
            @Nullable String search) {}

    RunView find(String id) {
        return withOutcomes(jdbc.query(SELECT + "where id = ?", ROW, id)).stream()
                .findFirst()
                .orElseThrow(() -> Runs.notFound(id));
    }

    /** Runs, newest first. */
    List<RunView> list(Filter filter, @Nullable String after, int limit) {
        var where = new StringBuilder("where id < ?");
        var arguments = new ArrayList<Object>(List.of(after == null ? "z" : after));
        if (filter.state() != null) {
            List<String> states = filter.state() == RunState.RUNNING
                    ? List.of(RunState.RUNNING.name(), RunState.STOPPING.name())
                    : List.of(filter.state().name());
            where.append(" and state in (").append(Inserts.marks(states.size())).append(')');
            arguments.addAll(states);
        }
        if (filter.workflowId() != null) {
            where.append(" and workflow_id = ?");
            arguments.add(filter.workflowId());
        }
        if (filter.search() != null && !filter.search().isBlank()) {
            where.append(" and locate(?, lower(workflow_name)) > 0");
            arguments.add(filter.search().toLowerCase(Locale.ROOT));
        }
        arguments.add(limit);
        return withOutcomes(jdbc.query(SELECT + where + " order by id desc limit ?", ROW, arguments.toArray()));
    }

    private List<RunView> withOutcomes(List<RunView> runs) {
        if (runs.isEmpty()) {
            return runs;
        }
        Map<String, Map<Outcome, Integer>> outcomes =
                outcomes(runs.stream().map(RunView::id).toList());
        return runs.stream()
                .map(run -> run.with(outcomes.getOrDefault(run.id(), Map.of())))
                .toList();
    }

    private Map<String, Map<Outcome, Integer>> outcomes(List<String> runs) {
        var rank = new StringBuilder("case r.outcome");
        for (int i = 0; i < BEST_TO_WORST.size(); i++) {
            rank.append(" when '")
                    .append(BEST_TO_WORST.get(i))
                    .append("' then ")
                    .append(i);
        }
        rank.append(" end");
        var outcomes = new HashMap<String, Map<Outcome, Integer>>();
        jdbc.query(
                "select run_id, worst, count(*) as records from (select n.run_id, r.record_id, max(" + rank
                        + ") as worst from node_run n join record_run r on r.node_run_id = n.id"
                        + " where n.run_id in (" + Inserts.marks(runs.size())
                        + ") and r.latest = 1 and r.state = 'DONE'"
                        + " group by n.run_id, r.record_id) w group by run_id, worst",
                row -> {
                    outcomes.computeIfAbsent(row.getString("run_id"), id -> new EnumMap<>(Outcome.class))
                            .put(BEST_TO_WORST.get(row.getInt("worst")), row.getInt("records"));
                },
                runs.toArray());
        return outcomes;
    }

    private static final RowMapper<RunView> ROW = (row, number) -> {
        RunState state = RunState.valueOf(row.getString("state"));
        long ended = row.getLong("ended_at");
        return new RunView(
                row.getString("id"),
                row.getString("workflow_id"),
                row.getString("workflow_name"),
                row.getString("version_id"),
                row.getInt("version_number"),
                state == RunState.STOPPING ? RunState.RUNNING : state,
                state == RunState.STOPPING,
                row.getString("started_by"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                ended == 0 ? null : Instant.ofEpochMilli(ended),
                row.getString("reason"),
                Map.of(),
                row.getInt("record_count"));
    };
}
