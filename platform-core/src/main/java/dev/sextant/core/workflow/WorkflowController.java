package dev.sextant.core.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sextant.web.edit.IfMatch;
import dev.sextant.web.idempotency.Idempotent;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.page.Cursor;
import dev.sextant.web.page.Page;
import dev.sextant.web.page.PageQuery;
import dev.sextant.web.policy.RequiresPermission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WorkflowController {
    private static final String WORKFLOW = "/platform/v1/workflows/{id}";

    private final WorkflowDesigns designs;
    private final Workflows versions;
    private final VersionVariables variables;

    WorkflowController(WorkflowDesigns designs, Workflows versions, VersionVariables variables) {
        this.designs = designs;
        this.versions = versions;
        this.variables = variables;
    }

    record Draft(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 2000) String description,
            @NotNull @Size(max = BpmnReader.MOST_CHARACTERS) String draft) {
        String describe() {
            return description == null ? "" : description;
        }
    }

    record Check(@NotNull String bpmn) {}

    record Checked(List<DesignProblem> problems) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record View(
            String id,
            String name,
            String description,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String draft,

            Workflow.@Nullable Latest latestVersion,
            Instant updatedAt,
            String updatedBy) {
        static View whole(Workflow workflow) {
            return of(workflow, workflow.draft());
        }

        static View brief(Workflow workflow) {
            return of(workflow, null);
        }

        private static View of(Workflow workflow, @Nullable String draft) {
            return new View(
                    workflow.id(),
                    workflow.name(),
                    workflow.description(),
                    draft,
                    workflow.latest(),
                    workflow.updatedAt(),
                    workflow.updatedBy());
        }
    }

    record VersionNode(
            String nodeId,
            String name,
            String type,
            @Nullable String service) {}

    record VersionView(
            String id,
            String workflowId,
            int number,
            String name,
            String bpmn,
            Instant deployedAt,
            String deployedBy,
            List<VersionNode> nodes,
            List<VersionVariable> variables) {
        static VersionView from(WorkflowVersion version, List<VersionVariable> variables) {
            return new VersionView(
                    version.id(),
                    version.workflowId(),
                    version.number(),
                    version.name(),
                    version.bpmn(),
                    version.deployedAt(),
                    version.deployedBy(),
                    version.plan().nodes().stream()
                            .map(node -> new VersionNode(
                                    node.id(),
                                    node.name(),
                                    node.type().name(),
                                    node.call() == null ? null : node.call().reference()))
                            .toList(),
                    variables);
        }
    }

    @GetMapping("/platform/v1/workflows")
    @RequiresPermission("workflows:read")
    Page<View> list(PageQuery page, @RequestParam(required = false) @Nullable String search) {
        String after = page.after() == null ? null : page.after().text(0);
        return Page.of(designs.list(search, after, page.rows()), page, workflow -> Cursor.of(workflow.id()))
                .map(View::brief);
    }

    @PostMapping("/platform/v1/workflows")
    @RequiresPermission("workflows:manage")
    @Idempotent
    ResponseEntity<View> create(@Valid @RequestBody Draft draft, Caller caller) {
        Workflow created = designs.create(draft.name(), draft.describe(), draft.draft(), caller.subject());
        return ResponseEntity.created(URI.create("/platform/v1/workflows/" + created.id()))
                .eTag(IfMatch.tag(created.revision()))
                .body(View.whole(created));
    }

    @GetMapping(WORKFLOW)
    @RequiresPermission("workflows:read")
    ResponseEntity<View> find(@PathVariable String id) {
        Workflow found = designs.find(id);
        return ResponseEntity.ok().eTag(IfMatch.tag(found.revision())).body(View.whole(found));
    }

    @PutMapping(WORKFLOW)
    @RequiresPermission("workflows:manage")
    ResponseEntity<View> change(@PathVariable String id, IfMatch seen, @Valid @RequestBody Draft draft, Caller caller) {
        int revision = designs.find(id).revision();
        seen.require(revision);
        Workflow changed =
                designs.change(id, revision, draft.name(), draft.describe(), draft.draft(), caller.subject());
        return ResponseEntity.ok().eTag(IfMatch.tag(changed.revision())).body(View.whole(changed));
    }

    @DeleteMapping(WORKFLOW)
    @RequiresPermission("workflows:manage")
    ResponseEntity<Void> delete(
            @PathVariable String id, @RequestHeader(name = "If-Match", required = false) @Nullable String seen) {
        int revision = designs.find(id).revision();
        if (seen != null && !seen.equals("*") && !seen.equals(IfMatch.tag(revision))) {
            throw WorkflowDesigns.stale(id);
        }
        designs.delete(id, revision);
        return ResponseEntity.noContent().build();
    }

    /** All problems of a design, whether it is this workflow's draft or not yet. */
    @PostMapping(WORKFLOW + "/check")
    @RequiresPermission("workflows:read")
    Checked check(@PathVariable String id, @Valid @RequestBody Check check) {
        return new Checked(designs.check(check.bpmn()));
    }

    @PostMapping(WORKFLOW + "/deploy")
    @RequiresPermission("workflows:manage")
    @Idempotent
    ResponseEntity<VersionView> deploy(@PathVariable String id, Caller caller) {
        WorkflowVersion version = designs.deploy(id, caller.subject());
        return ResponseEntity.created(URI.create("/platform/v1/workflow-versions/" + version.id()))
                .body(view(version));
    }

    @GetMapping(WORKFLOW + "/versions")
    @RequiresPermission("workflows:read")
    Page<VersionView> versions(@PathVariable String id, PageQuery page) {
        int below = page.after() == null
                ? Integer.MAX_VALUE
                : (int) Math.clamp(page.after().number(0), 0, Integer.MAX_VALUE);
        return Page.of(designs.versions(id, below, page.rows()), page, version -> Cursor.of(version.number()))
                .map(this::view);
    }

    @GetMapping("/platform/v1/workflow-versions/{id}")
    @RequiresPermission("workflows:read")
    VersionView version(@PathVariable String id) {
        return view(versions.version(id));
    }

    private VersionView view(WorkflowVersion version) {
        return VersionView.from(version, variables.of(version.plan()));
    }
}
