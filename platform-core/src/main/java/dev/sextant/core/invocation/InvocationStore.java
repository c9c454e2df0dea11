package dev.sextant.core.invocation;

import dev.sextant.core.sql.Inserts;
import dev.sextant.core.sql.Texts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class InvocationStore {
    private static final String COLUMNS = "id, run_id, node_run_id, node_id, attempt, siblings, record_count, plugin,"
            + " target, state, owner, fence, next_at, deadline, stop_by, tries, problem, opened_at";
    private static final String OPEN = "state in ('READY', 'SENDING', 'ACCEPTED')";
    private static final int PROBLEM_LENGTH = 2000;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    InvocationStore(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** An open invocation as it is stored. */
    record Stored(
            Invocation invocation,
            InvocationState state,
            @Nullable Long stopBy,
            int tries,
            @Nullable String problem,
            long openedAt) {}

    void insert(List<Invocation> invocations, String owner, long now, long nextAt) {
        var rows = new ArrayList<@Nullable Object[]>(invocations.size());
        for (Invocation one : invocations) {
            rows.add(new @Nullable Object[] {
                one.id(),
                one.runId(),
                one.nodeRunId(),
                one.nodeId(),
                one.attempt(),
                one.siblings(),
                one.records(),
                one.target().plugin(),
                json.writeValueAsString(one.target()),
                (one.target().repeatable() ? InvocationState.SENDING : InvocationState.READY).name(),
                owner,
                one.fence(),
                nextAt,
                one.deadline(),
                null,
                0,
                null,
                now
            });
        }
        Inserts.insert(jdbc, "invocation (" + COLUMNS + ")", rows);
    }

    Optional<Stored> find(String id) {
        return jdbc.query("select " + COLUMNS + " from invocation where id = ?", this::read, id).stream()
                .findFirst();
    }

    List<Stored> due(String owner, long now, int limit) {
        return jdbc.query(
                "select " + COLUMNS + " from invocation where owner = ? and " + OPEN
                        + " and next_at <= ? order by next_at limit ?",
                this::read,
                owner,
                now,
                limit);
    }

    /** Whether the write was ours to do: false when another owns the invocation now, or when it has ended. */
    boolean move(Invocation invocation, InvocationState state, long nextAt, @Nullable String problem) {
        return jdbc.update(
                        "update invocation set state = ?, next_at = ?, tries = tries + 1, problem = ?"
                                + " where id = ? and fence = ? and " + OPEN,
                        state.name(),
                        nextAt,
                        problem == null ? null : problem.substring(0, Math.min(problem.length(), PROBLEM_LENGTH)),
                        invocation.id(),
                        invocation.fence())
                == 1;
    }

    /** Puts the next look at invocations of an owner off, or forward. */
    void lookAgain(String owner, List<String> ids, long nextAt) {
        jdbc.batchUpdate(
                "update invocation set next_at = ? where id = ? and owner = ? and " + OPEN,
                ids.stream().map(id -> new Object[] {nextAt, id, owner}).toList());
    }

    boolean stop(Invocation invocation, long stopBy, long now) {
        return jdbc.update(
                        "update invocation set stop_by = ?, next_at = ? where id = ? and fence = ? and stop_by is null and "
                                + OPEN,
                        stopBy,
                        now,
                        invocation.id(),
                        invocation.fence())
                == 1;
    }

    int stopRun(String runId, long stopBy, long now) {
        List<String> nodes = Texts.list(jdbc, "select distinct node_run_id from invocation where run_id = ?", runId);
        int stopped = 0;
        for (String node : nodes) {
            stopped += jdbc.update(
                    "update invocation set stop_by = ?, next_at = ? where node_run_id = ? and stop_by is null and "
                            + OPEN,
                    stopBy,
                    now,
                    node);
        }
        return stopped;
    }

    /** Whether the invocation is still the caller's; keeps it so until the transaction ends. */
    boolean owned(Invocation invocation) {
        return jdbc.queryForList("select fence from invocation where id = ? for update", Integer.class, invocation.id())
                .contains(invocation.fence());
    }

    /** Marks them as ended; tells of each whether it was this that ended it. */
    boolean[] finish(List<Invocation> invocations, long now) {
        int[] counts = jdbc.batchUpdate(
                "update invocation set state = 'FINISHED', ended_at = ? where id = ? and " + OPEN,
                invocations.stream().map(one -> new Object[] {now, one.id()}).toList());
        var ended = new boolean[counts.length];
        for (int i = 0; i < counts.length; i++) {
            ended[i] = counts[i] == 1;
        }
        return ended;
    }

    /** How many of an attempt's invocations are still open; keeps the answer true until the transaction ends. */
    int lockOpen(String nodeRunId, int attempt) {
        List<String> states = Texts.list(
                jdbc,
                "select state from invocation where node_run_id = ? and attempt = ? order by id for update",
                nodeRunId,
                attempt);
        return (int) states.stream().filter(state -> !state.equals("FINISHED")).count();
    }

    /** The problem that a node's open invocations tell of, if any. */
    Optional<String> problem(String nodeRunId) {
        return Texts.list(
                        jdbc,
                        "select problem from invocation where node_run_id = ? and problem is not null and " + OPEN
                                + " limit 1",
                        nodeRunId)
                .stream()
                .findFirst();
    }

    int takeOver(String formerOwner, String owner, long now) {
        return jdbc.update(
                "update invocation set owner = ?, fence = fence + 1, next_at = ? where owner = ? and " + OPEN,
                owner,
                now,
                formerOwner);
    }

    /** Owners of open invocations that are no member any more. */
    List<String> orphanedOwners() {
        return Texts.list(
                jdbc,
                "select distinct owner from invocation where " + OPEN
                        + " and owner not in (select id from core_member)");
    }

    private Stored read(ResultSet row, int number) throws SQLException {
        long stopBy = row.getLong("stop_by");
        boolean stopping = !row.wasNull();
        var invocation = new Invocation(
                row.getString("id"),
                row.getString("run_id"),
                row.getString("node_run_id"),
                row.getString("node_id"),
                row.getInt("attempt"),
                row.getInt("siblings"),
                row.getInt("record_count"),
                json.readValue(row.getString("target"), Invocation.Target.class),
                row.getLong("deadline"),
                row.getInt("fence"));
        return new Stored(
                invocation,
                InvocationState.valueOf(row.getString("state")),
                stopping ? stopBy : null,
                row.getInt("tries"),
                row.getString("problem"),
                row.getLong("opened_at"));
    }
}
