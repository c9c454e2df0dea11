package dev.sextant.core.workflow;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Notes the calls of versions that were deployed before calls were noted; interrupted, it goes on at the next start. */
@Component
class CallsOfEarlierVersions {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int AT_ONCE = 50;

    private final JdbcClient database;
    private final WorkflowCalls calls;
    private final TransactionTemplate transactions;

    CallsOfEarlierVersions(JdbcClient database, WorkflowCalls calls, TransactionTemplate transactions) {
        this.database = database;
        this.calls = calls;
        this.transactions = transactions;
    }

    @EventListener(ApplicationStartedEvent.class)
    void noteAll() {
        for (var some = some(); !some.isEmpty(); some = some()) {
            for (var version : some) {
                var plan = JSON.readValue(version.getValue(), WorkflowPlan.class);
                note(version.getKey(), plan);
            }
        }
    }

    private void note(String versionId, WorkflowPlan plan) {
        try {
            transactions.executeWithoutResult(status -> calls.note(versionId, plan));
        } catch (DuplicateKeyException overtaken) {
            // Another core starts at the same time, and was faster.
        }
    }

    private List<Map.Entry<String, String>> some() {
        return database.sql(
                        "select id, plan from workflow_version where id not in (select version_id from workflow_calls_noted)"
                                + " order by id limit ?")
                .param(AT_ONCE)
                .query((row, number) -> Map.entry(row.getString("id"), row.getString("plan")))
                .list();
    }
}
