package dev.sextant.core.workflow;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The workflow versions that runs are started from. */
@Component
public class Workflows {
    private static final int CACHED = 500;

    private final VersionStore store;

    private final Map<String, WorkflowVersion> versions = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, WorkflowVersion> eldest) {
            return size() > CACHED;
        }
    };

    Workflows(VersionStore store) {
        this.store = store;
    }

    /**
     * The version of that id; it never changes, so it is kept in memory.
     *
     * @throws dev.sextant.contract.problem.ProblemException when there is none
     */
    public WorkflowVersion version(String id) {
        synchronized (versions) {
            WorkflowVersion cached = versions.get(id);
            if (cached != null) {
                return cached;
            }
        }
        WorkflowVersion loaded = store.version(id);
        synchronized (versions) {
            versions.put(id, loaded);
        }
        return loaded;
    }
}
