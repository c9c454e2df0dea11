package dev.sextant.core.run;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.invocation.RecordHistory;
import dev.sextant.core.invocation.RecordView;
import dev.sextant.core.run.NodeRuns.NodeRun;
import dev.sextant.core.workflow.WorkflowPlan;
import dev.sextant.core.workflow.Workflows;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.page.Cursor;
import dev.sextant.web.page.Page;
import dev.sextant.web.page.PageQuery;
import dev.sextant.web.policy.RequiresPermission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RunController {
    private static final String RUN = "/platform/v1/runs/{id}";
    private static final String NODE = RUN + "/nodes/{nodeId}";

    private final Runs runs;
    private final RunQueries queries;
    private final NodeRuns nodes;
    private final Workflows workflows;
    private final RecordHistory history;

    RunController(Runs runs, RunQueries queries, NodeRuns nodes, Workflows workflows, RecordHistory history) {
        this.runs = runs;
        this.queries = queries;
        this.nodes = nodes;
        this.workflows = workflows;
        this.history = history;
    }

    record Start(
            @NotBlank String workflowVersionId,
            @Nullable @Size(max = 2000) String reason,
            @Nullable @Size(max = 10_000) List<@Valid Record> records,
            @Nullable @Size(max = 200) Map<String, @Nullable Object> variables) {}

    record Record(
            @NotBlank String entity,
            @NotBlank @Size(max = 100) String id) {}

    record Reason(@Nullable @Size(max = 2000) String reason) {}

    /**
     * Starts a run. The same Idempotency-Key of the same caller gives the same run again: the key is stored with the run, in
     * its own transaction, so that a crash between the two cannot start it twice.
     */
    @PostMapping("/platform/v1/runs")
    @RequiresPermission("runs:operate")
    @SuppressWarnings("NullAway") // the nullness of nested type arguments is lost in the annotation's copy
    ResponseEntity<RunView> start(
            @Valid @RequestBody Start start,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        List<Record> records = start.records() == null ? List.of() : start.records();
        String id = runs.start(new RunRequest(
                start.workflowVersionId(),
                start.reason(),
                records.stream()
                        .map(record -> new RunRequest.RecordRef(record.entity(), record.id()))
                        .toList(),
                start.variables() == null ? Map.of() : start.variables(),
                caller.subject(),
                key == null ? null : digest(caller.subject() + "\n" + key)));
        return ResponseEntity.created(URI.create("/platform/v1/runs/" + id)).body(queries.find(id));
    }

    @GetMapping("/platform/v1/runs")
    @RequiresPermission("runs:read")
    Page<RunView> list(
            PageQuery page,
            @RequestParam(required = false) @Nullable RunState state,
            @RequestParam(required = false) @Nullable String workflowId,
            @RequestParam(required = false) @Nullable String search) {
        String after = page.after() == null ? null : page.after().text(0);
        return Page.of(
                queries.list(new RunQueries.Filter(state, workflowId, search), after, page.rows()),
                page,
                run -> Cursor.of(run.id()));
    }

    @GetMapping(RUN)
    @RequiresPermission("runs:read")
    RunView find(@PathVariable String id) {
        return queries.find(id);
    }

    /** The service nodes in the order of the design. */
    @GetMapping(RUN + "/nodes")
    @RequiresPermission("runs:read")
    Page<NodeView> nodes(@PathVariable String id) {
        RunView run = queries.find(id);
        Map<String, NodeRun> reached =
                nodes.ofRun(id).stream().collect(Collectors.toMap(NodeRun::nodeId, node -> node));
        return Page.whole(workflows.version(run.versionId()).plan().serviceNodes().stream()
                .map(node -> view(node, reached.get(node.id()), run.state().ended()))
                .toList());
    }

    private NodeView view(WorkflowPlan.Node node, @Nullable NodeRun reached, boolean ended) {
        if (reached == null) {
            return NodeView.unreached(node, ended);
        }
        boolean open = reached.state() == NodeState.RUNNING || reached.state() == NodeState.STOPPING;
        return NodeView.of(
                node,
                reached,
                open ? history.outcomes(reached.id()) : reached.outcomes(),
                open ? history.problem(reached.id()) : null);
    }

    @GetMapping(NODE + "/records")
    @RequiresPermission("runs:read")
    Page<RecordView> records(
            @PathVariable String id,
            @PathVariable String nodeId,
            PageQuery page,
            @RequestParam(required = false) dev.sextant.contract.wire.@Nullable Outcome outcome,
            @RequestParam(required = false) @Nullable String search) {
        NodeRun node = nodes.find(id, nodeId).orElse(null);
        if (node == null) {
            requireNode(id, nodeId);
            return Page.whole(List.of());
        }
        int after = page.after() == null ? -1 : (int) Math.clamp(page.after().number(0), -1, Integer.MAX_VALUE);
        return Page.of(
                history.records(node.id(), outcome, search, after, page.rows()),
                page,
                record -> Cursor.of(record.position()));
    }

    @PostMapping(NODE + "/retry")
    @RequiresPermission("runs:operate")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunView retry(@PathVariable String id, @PathVariable String nodeId, Caller caller) {
        runs.retry(id, nodeId, caller.subject());
        return queries.find(id);
    }

    @PostMapping(NODE + "/skip")
    @RequiresPermission("runs:operate")
    RunView skip(
            @PathVariable String id,
            @PathVariable String nodeId,
            @Valid @RequestBody(required = false) @Nullable Reason reason,
            Caller caller) {
        runs.skip(id, nodeId, reason == null ? null : reason.reason(), caller.subject());
        return queries.find(id);
    }

    @PostMapping(RUN + "/terminate")
    @RequiresPermission("runs:operate")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunView terminate(
            @PathVariable String id, @Valid @RequestBody(required = false) @Nullable Reason reason, Caller caller) {
        runs.terminate(id, reason == null ? null : reason.reason(), caller.subject());
        return queries.find(id);
    }

    private void requireNode(String id, String nodeId) {
        RunView run = queries.find(id);
        if (workflows.version(run.versionId()).plan().node(nodeId).isEmpty()) {
            throw new ProblemException(
                    RunError.NODE_NOT_FOUND, "The run " + id + " has no node " + nodeId + "; see its nodes.");
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
