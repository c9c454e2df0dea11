package dev.sextant.core.workflow;

import dev.sextant.contract.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class VersionStore {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String COLUMNS =
            "id, workflow_id, number, name, bpmn, plan, definition_id, deployed_at, deployed_by";
    private static final RowMapper<WorkflowVersion> ROW = (row, number) -> new WorkflowVersion(
            row.getString("id"),
            row.getString("workflow_id"),
            row.getInt("number"),
            row.getString("name"),
            row.getString("bpmn"),
            JSON.readValue(row.getString("plan"), WorkflowPlan.class),
            row.getString("definition_id"),
            Instant.ofEpochMilli(row.getLong("deployed_at")),
            row.getString("deployed_by"));

    private final JdbcTemplate jdbc;

    VersionStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(WorkflowVersion version) {
        jdbc.update(
                "insert into workflow_version (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                version.id(),
                version.workflowId(),
                version.number(),
                version.name(),
                version.bpmn(),
                JSON.writeValueAsString(version.plan()),
                version.definitionId(),
                version.deployedAt().toEpochMilli(),
                version.deployedBy());
    }

    WorkflowVersion version(String id) {
        return jdbc.query("select " + COLUMNS + " from workflow_version where id = ?", ROW, id).stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        WorkflowError.VERSION_NOT_FOUND,
                        "There is no workflow version " + id
                                + "; take one of GET /platform/v1/workflows/{id}/versions."));
    }

    /** The versions of a workflow, newest first. */
    List<WorkflowVersion> versions(String workflowId, int below, int limit) {
        return jdbc.query(
                "select " + COLUMNS + " from workflow_version where workflow_id = ? and number < ?"
                        + " order by number desc limit ?",
                ROW,
                workflowId,
                below,
                limit);
    }
}
