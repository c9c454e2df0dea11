package dev.sextant.core.run;

import dev.sextant.core.sql.Inserts;
import dev.sextant.core.sql.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of runs and of their records; every change of a state is a compare-and-set. */
@Repository
class RunStore {
    static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    RunStore(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(List<NewRun> runs, long now) {
        var rows = new ArrayList<@Nullable Object[]>(runs.size());
        var records = new ArrayList<@Nullable Object[]>();
        for (NewRun run : runs) {
            rows.add(row(run, now));
            for (TargetRecord record : run.records()) {
                records.add(new @Nullable Object[] {
                    run.id(),
                    record.entity(),
                    record.id(),
                    record.position(),
                    record.displayName(),
                    json.writeValueAsString(record.attributes())
                });
            }
        }
        Inserts.insert(
                jdbc,
                "run (id, workflow_id, version_id, workflow_name, version_number, state, started_by, started_at, reason,"
                        + " variables, record_count, request_key)",
                rows);
        Inserts.insert(jdbc, "run_record (run_id, entity, record_id, position, display_name, data)", records);
    }

    private @Nullable Object[] row(NewRun run, long now) {
        return new @Nullable Object[] {
            run.id(),
            run.version().workflowId(),
            run.version().id(),
            run.version().name(),
            run.version().number(),
            RunState.RUNNING.name(),
            run.startedBy(),
            now,
            run.reason(),
            run.variables().isEmpty() ? "{}" : json.writeValueAsString(run.variables()),
            run.chosen(),
            run.requestKey()
        };
    }

    /** The run that was started with this request key. */
    Optional<String> byRequestKey(String key) {
        return Texts.list(jdbc, "select id from run where request_key = ?", key).stream()
                .findFirst();
    }

    /** Moves the run if it is in one of the states; tells whether it was. */
    boolean move(String id, RunState to, RunState... from) {
        var arguments = new ArrayList<Object>(List.of(to.name(), id));
        for (RunState state : from) {
            arguments.add(state.name());
        }
        return jdbc.update(
                        "update run set state = ? where id = ? and state in (" + Inserts.marks(from.length) + ")",
                        arguments.toArray())
                == 1;
    }

    /** Ends runs that are running; tells of each whether it was. */
    boolean[] end(List<String> ids, RunState to, RunState from, long now) {
        int[] counts = jdbc.batchUpdate(
                "update run set state = ?, ended_at = ? where id = ? and state = ?",
                ids.stream()
                        .map(id -> new Object[] {to.name(), now, id, from.name()})
                        .toList());
        var ended = new boolean[counts.length];
        for (int i = 0; i < counts.length; i++) {
            ended[i] = counts[i] == 1;
        }
        return ended;
    }

    void tellEndReason(String id, @Nullable String reason) {
        jdbc.update("update run set end_reason = ? where id = ?", reason, id);
    }

    /** The state of a run, kept so until the transaction ends. */
    Optional<RunState> lock(String id) {
        return Texts.list(jdbc, "select state from run where id = ? for update", id).stream()
                .map(RunState::valueOf)
                .findFirst();
    }

    RunState state(String id) {
        return Texts.list(jdbc, "select state from run where id = ?", id).stream()
                .findFirst()
                .map(RunState::valueOf)
                .orElseThrow(() -> Runs.notFound(id));
    }

    /** What is stored of a run beside its version. */
    record Row(
            String id,
            String versionId,
            String startedBy,
            Map<String, @Nullable Object> variables,
            int chosen,
            List<TargetRecord> records) {}

    Optional<Row> find(String id) {
        return jdbc
                .query(
                        "select version_id, started_by, variables, record_count from run where id = ?",
                        (row, number) -> new Row(
                                id,
                                row.getString("version_id"),
                                row.getString("started_by"),
                                json.readValue(row.getString("variables"), MAP),
                                row.getInt("record_count"),
                                records(id)),
                        id)
                .stream()
                .findFirst();
    }

    /** What the run was started with. */
    Map<String, @Nullable Object> variables(String id) {
        return Texts.list(jdbc, "select variables from run where id = ?", id).stream()
                .findFirst()
                .map(text -> json.readValue(text, MAP))
                .orElseThrow(() -> Runs.notFound(id));
    }

    private List<TargetRecord> records(String runId) {
        return jdbc.query(
                "select entity, record_id, position, display_name, data from run_record where run_id = ? order by position",
                (row, number) -> new TargetRecord(
                        row.getString("entity"),
                        row.getString("record_id"),
                        row.getString("display_name"),
                        row.getInt("position"),
                        json.readValue(row.getString("data"), MAP)),
                runId);
    }
}
