package dev.sextant.jobexecution;

import dev.sextant.contract.wire.Chunk;
import dev.sextant.contract.wire.Outcome;
import dev.sextant.jobexecution.execution.ExecutionOutcome;
import dev.sextant.jobexecution.execution.Progress;
import dev.sextant.sdk.InvocationRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hands the news of an execution to the core through the SDK. */
final class RecordProgress implements Progress {
    private final InvocationRecord<RunScriptInput> entry;

    RecordProgress(InvocationRecord<RunScriptInput> entry) {
        this.entry = entry;
    }

    @Override
    public void started() {
        entry.started();
    }

    @Override
    public long offset() throws InterruptedException {
        return entry.offset();
    }

    @Override
    public void append(byte[] bytes) throws InterruptedException {
        entry.append(Chunk.Stream.OUT, bytes);
    }

    @Override
    public void finish(ExecutionOutcome outcome) {
        if (outcome.cutBytes() > 0) {
            entry.cut(outcome.cutBytes());
        }
        if (outcome.outcome() == Outcome.SUCCEEDED) {
            entry.succeed(new RunScriptOutput(outcome.exitCode(), outcome.outputBytes(), outcome.cutBytes() > 0));
        } else {
            entry.fail(outcome.outcome(), outcome.reason(), outcome.message(), outputs(outcome));
        }
    }

    private static Map<String, @Nullable Object> outputs(ExecutionOutcome outcome) {
        Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
        outputs.put("exitCode", outcome.exitCode());
        outputs.put("outputBytes", outcome.outputBytes());
        outputs.put("cut", outcome.cutBytes() > 0);
        return outputs;
    }

    @Override
    public void onArrival(Runnable action) {
        entry.onArrival(action);
    }

    @Override
    public boolean cancelled() {
        return entry.cancelled();
    }

    @Override
    public void onCancel(Runnable action) {
        entry.onCancel(action);
    }
}
