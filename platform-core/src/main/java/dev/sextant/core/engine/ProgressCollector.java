package dev.sextant.core.engine;

import dev.sextant.core.engine.EngineProgress.ReadyNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.interceptor.CreateExternalWorkerJobAfterContext;
import org.flowable.engine.interceptor.CreateExternalWorkerJobBeforeContext;
import org.flowable.engine.interceptor.CreateExternalWorkerJobInterceptor;
import org.flowable.engine.interceptor.EndProcessInstanceInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Notes the service nodes that Flowable reaches and the executions that end, while it does our steps. */
@Component
class ProgressCollector implements CreateExternalWorkerJobInterceptor, EndProcessInstanceInterceptor {
    /** Practically never: the node run that is stored with it owns the node. MariaDB's timestamps end in 2038. */
    private static final Date NEVER = Date.from(Instant.parse("2037-12-31T00:00:00Z"));

    private static final String OWNER = "sextant";

    private final ThreadLocal<@Nullable EngineProgress> current = new ThreadLocal<>();

    EngineProgress collect(Runnable steps) {
        var progress = new EngineProgress(new ArrayList<>(), new ArrayList<>());
        current.set(progress);
        try {
            steps.run();
        } finally {
            current.remove();
        }
        return progress;
    }

    @Override
    public void beforeCreateExternalWorkerJob(CreateExternalWorkerJobBeforeContext context) {
        // the topic and the category stay as they are in the model
    }

    @Override
    public void afterCreateExternalWorkerJob(CreateExternalWorkerJobAfterContext context) {
        var job = context.getExternalWorkerJobEntity();
        job.setLockOwner(OWNER);
        job.setLockExpirationTime(NEVER);
        progress().ready().add(new ReadyNode(job.getProcessInstanceId(), job.getElementId(), job.getId()));
    }

    @Override
    public void beforeEndProcessInstance(ExecutionEntity instance, String state) {
        progress().ended().add(instance.getProcessInstanceId());
    }

    @Override
    public void afterEndProcessInstance(String executionId, String state) {
        // it was noted before
    }

    private EngineProgress progress() {
        EngineProgress progress = current.get();
        if (progress == null) {
            throw new IllegalStateException("An execution moved outside of Engine.advance");
        }
        return progress;
    }
}
