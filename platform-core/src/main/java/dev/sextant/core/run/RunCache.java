package dev.sextant.core.run;

import dev.sextant.core.workflow.Workflows;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The facts of the runs that moved last, so that a hop need not read them; they never change. */
@Component
class RunCache {
    private static final int RUNS = 2_000;
    /** A run over more records than this is read anew each time, so that memory stays bounded. */
    private static final int RECORDS = 200;

    private final RunStore store;
    private final Workflows workflows;

    private final Map<String, RunFacts> facts = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RunFacts> eldest) {
            return size() > RUNS;
        }
    };

    RunCache(RunStore store, Workflows workflows) {
        this.store = store;
        this.workflows = workflows;
    }

    void put(RunFacts run) {
        if (run.records().size() <= RECORDS) {
            synchronized (facts) {
                facts.put(run.id(), run);
            }
        }
    }

    RunFacts get(String id) {
        RunFacts cached;
        synchronized (facts) {
            cached = facts.get(id);
        }
        return cached == null ? load(id) : cached;
    }

    private RunFacts load(String id) {
        RunStore.Row row = store.find(id).orElseThrow(() -> new IllegalStateException("There is no run " + id));
        var run = new RunFacts(
                id, workflows.version(row.versionId()), row.startedBy(), row.variables(), row.records(), row.chosen());
        put(run);
        return run;
    }
}
