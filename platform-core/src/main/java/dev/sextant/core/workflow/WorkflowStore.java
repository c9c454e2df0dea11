package dev.sextant.core.workflow;

import dev.sextant.contract.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;

@Repository
class WorkflowStore {
    private static final String SELECT = "select w.id, w.name, w.description, w.draft, w.revision, w.updated_at,"
            + " w.updated_by, v.id as version_id, v.number as version_number, v.deployed_at"
            + " from workflow w left join workflow_version v on v.workflow_id = w.id and v.number = w.versions ";
    private static final RowMapper<Workflow> ROW = (row, number) -> {
        String version = row.getString("version_id");
        return new Workflow(
                row.getString("id"),
                row.getString("name"),
                row.getString("description"),
                row.getString("draft"),
                row.getInt("revision"),
                version == null
                        ? null
                        : new Workflow.Latest(
                                version,
                                row.getInt("version_number"),
                                Instant.ofEpochMilli(row.getLong("deployed_at"))),
                Instant.ofEpochMilli(row.getLong("updated_at")),
                row.getString("updated_by"));
    };

    private final JdbcTemplate jdbc;

    WorkflowStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Workflow workflow) {
        jdbc.update(
                "insert into workflow (id, name, description, draft, revision, versions, updated_at, updated_by)"
                        + " values (?, ?, ?, ?, ?, 0, ?, ?)",
                workflow.id(),
                workflow.name(),
                workflow.description(),
                workflow.draft(),
                workflow.revision(),
                workflow.updatedAt().toEpochMilli(),
                workflow.updatedBy());
    }

    /** Whether the workflow still was at the revision that was changed. */
    boolean update(Workflow changed) {
        return jdbc.update(
                        "update workflow set name = ?, description = ?, draft = ?, revision = revision + 1, updated_at = ?,"
                                + " updated_by = ? where id = ? and revision = ?",
                        changed.name(),
                        changed.description(),
                        changed.draft(),
                        changed.updatedAt().toEpochMilli(),
                        changed.updatedBy(),
                        changed.id(),
                        changed.revision())
                == 1;
    }

    boolean delete(String id, int revision) {
        return jdbc.update("delete from workflow where id = ? and revision = ?", id, revision) == 1;
    }

    /** Takes the next version number; no other transaction gets the same. */
    int nextVersion(String id) {
        jdbc.update("update workflow set versions = versions + 1 where id = ?", id);
        Integer number = jdbc.queryForObject("select versions from workflow where id = ?", Integer.class, id);
        return number == null ? 1 : number;
    }

    Workflow find(String id) {
        return jdbc.query(SELECT + "where w.id = ?", ROW, id).stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        WorkflowError.WORKFLOW_NOT_FOUND,
                        "There is no workflow " + id + "; take one of GET /platform/v1/workflows."));
    }

    /** Workflows, newest first. */
    List<Workflow> list(@Nullable String search, @Nullable String after, int limit) {
        String like = search == null || search.isBlank() ? "" : search.toLowerCase(Locale.ROOT);
        return jdbc.query(
                SELECT + "where w.id < ? and (? = '' or locate(?, lower(w.name)) > 0) order by w.id desc limit ?",
                ROW,
                after == null ? "z" : after,
                like,
                like,
                limit);
    }
}
