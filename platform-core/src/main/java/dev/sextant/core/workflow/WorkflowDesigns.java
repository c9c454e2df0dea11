package dev.sextant.core.workflow;

import dev.sextant.contract.Ids;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.engine.Engine;
import dev.sextant.core.engine.ProcessGraph;
import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import dev.sextant.core.pluginservice.RegistrationKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Designs: drawn as drafts, checked, and deployed to versions that never change. */
@Component
public class WorkflowDesigns {
    private final WorkflowStore store;
    private final VersionStore versions;
    private final WorkflowCalls calls;
    private final DesignCheck check;
    private final Engine engine;
    private final Events events;

    WorkflowDesigns(
            WorkflowStore store,
            VersionStore versions,
            WorkflowCalls calls,
            DesignCheck check,
            Engine engine,
            Events events) {
        this.store = store;
        this.versions = versions;
        this.calls = calls;
        this.check = check;
        this.engine = engine;
        this.events = events;
    }

    /** Enters a new design. */
    @Transactional
    public Workflow create(String name, String description, String draft, String author) {
        var workflow = new Workflow(Ids.next(), name, description, draft, 1, null, Instant.now(), author);
        store.insert(workflow);
        return workflow;
    }

    /** Changes a design if it is still at the revision that the author has seen. */
    @Transactional
    public Workflow change(String id, int revision, String name, String description, String draft, String author) {
        store.find(id);
        var changed = new Workflow(id, name, description, draft, revision, null, Instant.now(), author);
        if (!store.update(changed)) {
            throw stale(id);
        }
        return store.find(id);
    }

    @Transactional
    void delete(String id, int revision) {
        Workflow workflow = store.find(id);
        if (workflow.latest() != null) {
            throw new ProblemException(
                    WorkflowError.WORKFLOW_IN_USE,
                    "The workflow '" + workflow.name()
                            + "' was deployed, and its runs refer to its versions; it stays.");
        }
        if (!store.delete(id, revision)) {
            throw stale(id);
        }
    }

    Workflow find(String id) {
        return store.find(id);
    }

    List<Workflow> list(@Nullable String search, @Nullable String after, int limit) {
        return store.list(search, after, limit);
    }

    /** All problems of a BPMN, none where it can be deployed as it is. */
    public List<DesignProblem> check(String bpmn) {
        return check.check(bpmn).problems();
    }

    List<WorkflowVersion> versions(String id, int below, int limit) {
        store.find(id);
        return versions.versions(id, below, limit);
    }

    /**
     * Makes the draft a version.
     *
     * @throws ProblemException with all problems of the draft, when it has errors
     */
    @Transactional
    public WorkflowVersion deploy(String id, String author) {
        Workflow workflow = store.find(id);
        DesignCheck.Result result = check.check(workflow.draft());
        WorkflowPlan plan = result.plan().orElseThrow(() -> invalid(workflow, result.problems()));
        refuseClosed(workflow, plan);
        String versionId = Ids.next();
        var version = new WorkflowVersion(
                versionId,
                id,
                store.nextVersion(id),
                workflow.name(),
                workflow.draft(),
                plan,
                engine.deploy(graph(versionId, plan)),
                Instant.now(),
                author);
        versions.insert(version);
        calls.note(versionId, plan);
        events.append(NewEvent.of(
                "workflow.deployed",
                author,
                Map.of("workflowId", id, "versionId", versionId, "number", version.number())));
        return version;
    }

    private void refuseClosed(Workflow workflow, WorkflowPlan plan) {
        List<RegistrationKey> closed = check.hold(plan);
        if (!closed.isEmpty()) {
            throw new ProblemException(
                    WorkflowError.WORKFLOW_INVALID,
                    "The draft of '%s' calls %s, which was disabled meanwhile; enable it, or choose another service, and deploy again."
                            .formatted(workflow.name(), closed.getFirst().label()));
        }
    }

    private static ProcessGraph graph(String versionId, WorkflowPlan plan) {
        return new ProcessGraph(
                "version-" + versionId,
                plan.nodes().stream()
                        .map(node -> new ProcessGraph.Step(node.id(), kind(node.type())))
                        .toList(),
                plan.edges().stream()
                        .map(edge -> new ProcessGraph.Edge(edge.id(), edge.from(), edge.to()))
                        .toList());
    }

    private static ProcessGraph.Kind kind(WorkflowPlan.NodeType type) {
        return switch (type) {
            case START -> ProcessGraph.Kind.START;
            case END -> ProcessGraph.Kind.END;
            case SERVICE -> ProcessGraph.Kind.SERVICE;
            case PARALLEL -> ProcessGraph.Kind.PARALLEL;
        };
    }

    private static ProblemException invalid(Workflow workflow, List<DesignProblem> problems) {
        return new ProblemException(
                WorkflowError.WORKFLOW_INVALID,
                "The draft of '" + workflow.name() + "' has problems; mend them and deploy again.",
                problems.stream().map(WorkflowDesigns::error).toList());
    }

    private static ProblemError error(DesignProblem problem) {
        String pointer = problem.elementId() == null ? null : "#" + problem.elementId();
        return new ProblemError(pointer, problem.line(), problem.column(), problem.code() + ": " + problem.message());
    }

    static ProblemException stale(String id) {
        return new ProblemException(
                WorkflowError.WORKFLOW_STALE,
                "The workflow " + id + " was changed since you have read it. Read it again and repeat the change.");
    }
}
