package dev.sextant.core.engine;

import dev.sextant.core.engine.EngineStep.Abandon;
import dev.sextant.core.engine.EngineStep.Complete;
import dev.sextant.core.engine.EngineStep.Start;
import java.util.List;
import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.jspecify.annotations.Nullable;

/**
 * Does several steps in one command, so that their rows are flushed together.
 *
 * <p>Flowable's own completion of an external-worker job turns it into an asynchronous job, which costs one more
 * transaction and a hop; here the execution goes on at once.
 */
final class AdvanceCommand implements Command<@Nullable Void> {
    private final ProcessEngine flowable;
    private final List<EngineStep> steps;

    AdvanceCommand(ProcessEngine flowable, List<EngineStep> steps) {
        this.flowable = flowable;
        this.steps = steps;
    }

    @Override
    public @Nullable Void execute(CommandContext context) {
        for (EngineStep step : steps) {
            switch (step) {
                case Start start -> start(start);
                case Complete complete -> complete(complete.jobId(), context);
                case Abandon abandon ->
                    flowable.getRuntimeService().deleteProcessInstance(abandon.runId(), abandon.reason());
            }
        }
        return null;
    }

    private void start(Start start) {
        flowable.getRuntimeService()
                .createProcessInstanceBuilder()
                .processDefinitionId(start.definitionId())
                .predefineProcessInstanceId(start.runId())
                .start();
    }

    private static void complete(String jobId, CommandContext context) {
        var configuration = CommandContextUtil.getProcessEngineConfiguration(context);
        var jobs = configuration.getJobServiceConfiguration().getExternalWorkerJobEntityManager();
        var job = jobs.findById(jobId);
        if (job == null) {
            throw new IllegalStateException("There is no job " + jobId + ": its node was left already");
        }
        var execution = configuration.getExecutionEntityManager().findById(job.getExecutionId());
        jobs.delete(job, false);
        CommandContextUtil.getAgenda(context).planTriggerExecutionOperation(execution);
    }
}
