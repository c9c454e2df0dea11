package dev.sextant.jobexecution;

import dev.sextant.contract.wire.Outcome;
import dev.sextant.jobexecution.execution.ExecutionEngine;
import dev.sextant.jobexecution.execution.ExecutionKey;
import dev.sextant.jobexecution.execution.ExecutionOutcome;
import dev.sextant.jobexecution.runner.InvalidScriptException;
import dev.sextant.sdk.Example;
import dev.sextant.sdk.Failure;
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

    /**
     * Runs a script on each host, detached, so that a lost connection neither ends nor repeats it. Output is handed on as it is
     * written, both streams in one order. A host whose script ended otherwise than with 0 has failed; its output is there all
     * the same.
     */
    @Example(title = "The load of a host", input = """
                    {"script": "uptime", "host": "h-1", "address": "10.0.0.1",
                     "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"}""", output = """
                    {"exitCode": 0, "outputBytes": 61, "cut": false}""")
    @Failure(reason = "EXIT_CODE", when = "The script ended with another code than 0; the output exitCode tells which.")
    @Failure(
            outcome = Outcome.TIMED_OUT,
            reason = "TIMED_OUT",
            when = "The script took longer than its timeout allows.")
    @Failure(
            outcome = Outcome.UNKNOWN,
            reason = "RUNNER_LOST",
            when = "The host was restarted while the script ran; look at the host itself.")
    @Failure(
            outcome = Outcome.NEVER_STARTED,
            reason = "CREDENTIAL_MISSING",
            when = "The inventory has no credential for the host; add one, then retry.")
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
