package dev.sextant.jobexecution;

import dev.sextant.jobexecution.execution.ExecutionEngine;
import dev.sextant.jobexecution.execution.ExecutionKey;
import dev.sextant.jobexecution.execution.ExecutionOutcome;
import dev.sextant.jobexecution.runner.InvalidScriptException;
import dev.sextant.sdk.Invocation;
import dev.sextant.sdk.InvocationRecord;
import dev.sextant.sdk.PluginService;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The service run-script: each record of an invocation becomes one execution. */
@Component
class RunScript {
    private final ExecutionEngine engine;

    RunScript(ExecutionEngine engine) {
        this.engine = engine;
    }

    @PluginService(
            name = "run-script",
            title = "Run a script",
            titleZh = "执行脚本",
            summary = "Runs shell or Python text on hosts over SSH; a lost connection neither ends nor repeats it.",
            summaryZh = "通过 SSH 在主机上执行 Shell 或 Python 脚本；连接中断既不会终止也不会重复执行。",
            target = "inventory:host",
            batch = 500,
            timeout = "P7D",
            idempotent = true,
            cancel = true,
            output = RunScriptOutput.class)
    void run(Invocation<RunScriptInput> invocation) {
        invocation.records().forEach(entry -> take(invocation.requestId(), entry));
    }

    private void take(String requestId, InvocationRecord<RunScriptInput> entry) {
        RecordProgress progress = new RecordProgress(entry);
        try {
            engine.submit(new ExecutionKey(requestId, entry.id()), entry.input().job(), progress);
        } catch (InvalidScriptException invalid) {
            progress.finish(ExecutionOutcome.invalid(Objects.requireNonNullElse(invalid.getMessage(), "")));
        }
    }
}
