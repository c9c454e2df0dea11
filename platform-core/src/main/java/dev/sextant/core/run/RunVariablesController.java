package dev.sextant.core.run;

import dev.sextant.core.workflow.VersionVariables;
import dev.sextant.core.workflow.Workflows;
import dev.sextant.web.page.Page;
import dev.sextant.web.policy.RequiresPermission;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RunVariablesController {
    private final RunQueries queries;
    private final RunStore store;
    private final Workflows workflows;
    private final VersionVariables versionVariables;

    RunVariablesController(RunQueries queries, RunStore store, Workflows workflows, VersionVariables versionVariables) {
        this.queries = queries;
        this.store = store;
        this.workflows = workflows;
        this.versionVariables = versionVariables;
    }

    /** What the run was started with, and what its version asks for besides. */
    @GetMapping("/platform/v1/runs/{id}/variables")
    @RequiresPermission("runs:read")
    Page<RunVariable> variables(@PathVariable String id) {
        RunView run = queries.find(id);
        var taken = versionVariables.of(workflows.version(run.versionId()).plan());
        return Page.whole(RunVariable.of(taken, store.variables(id)));
    }
}
