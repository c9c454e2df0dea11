package dev.sextant.core.registration;

import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.pluginservice.RegistrationKey;
import dev.sextant.core.workflow.CallingVersion;
import dev.sextant.core.workflow.SeenList;
import dev.sextant.core.workflow.WorkflowCalls;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells which workflows would feel it if a service could not be called under a name any more. */
@Component
class RegistrationCallers {
    private static final int SHOWN = 20;

    private final WorkflowCalls calls;

    RegistrationCallers(WorkflowCalls calls) {
        this.calls = calls;
    }

    /**
     * Who calls a service under a name.
     *
     * @param workflowCount how many workflows do in their newest version
     * @param workflows the first of those versions, the newest first
     * @param confirmation what to send back to say that this very list was seen
     */
    record Callers(int workflowCount, List<CallingVersion> workflows, String confirmation) {}

    Callers of(RegistrationKey key) {
        var query = WorkflowCalls.Query.current(key);
        var count = calls.count(query);
        var workflows = calls.list(query, null, SHOWN);
        var shown = workflows.stream().map(CallingVersion::versionId).toList();
        return new Callers(count, workflows, SeenList.digest("%s %d %s".formatted(key.id(), count, shown)));
    }

    /** All of them, page by page. */
    List<CallingVersion> page(RegistrationKey key, @Nullable String after, int limit) {
        return calls.list(WorkflowCalls.Query.current(key), after, limit);
    }

    /** Refuses while workflows call it; answers whom it hits where the list of them was confirmed. */
    Callers checkLeaving(RegistrationKey key, @Nullable String confirmed) {
        var found = of(key);
        if (confirmed != null && !confirmed.equals(found.confirmation())) {
            throw new ProblemException(
                    RegistrationError.REGISTRATION_CALLERS_CHANGED,
                    "Who calls %s is not what was confirmed; read GET …/callers again and confirm that"
                            .formatted(key.label()));
        }
        if (confirmed == null && found.workflowCount() > 0) {
            throw new ProblemException(
                    RegistrationError.REGISTRATION_CALLED,
                    "%d workflows call %s; change them first, or force it with the confirmation of GET …/callers"
                            .formatted(found.workflowCount(), key.label()),
                    found.workflows().stream().map(RegistrationCallers::error).toList());
        }
        return found;
    }

    private static ProblemError error(CallingVersion version) {
        return ProblemError.at(
                "workflows",
                "is called by version %d of the workflow '%s'".formatted(version.number(), version.name()));
    }
}
