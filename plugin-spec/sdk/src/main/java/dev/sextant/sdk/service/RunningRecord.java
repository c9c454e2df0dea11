package dev.sextant.sdk.service;

import dev.sextant.contract.wire.Chunk;
import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.Progress;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.sdk.InvocationRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** A record of an attempt while this process works on it. */
final class RunningRecord implements InvocationRecord<Object> {

    private static final TypeReference<Map<String, @Nullable Object>> OUTPUTS = new TypeReference<>() {};

    private final RunningInvocation invocation;
    private final String id;
    private final Object input;
    private final AtomicBoolean finished = new AtomicBoolean();
    private final List<Runnable> onCancel = new ArrayList<>();
    private final List<Runnable> onArrival = new ArrayList<>();
    private boolean cancelled;
    private boolean arrived;

    RunningRecord(RunningInvocation invocation, String id, Object input, boolean cancelled) {
        this.invocation = invocation;
        this.id = id;
        this.input = input;
        this.cancelled = cancelled;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Object input() {
        return input;
    }

    @Override
    public void started() {
        if (!finished.get()) {
            invocation.outbox().started(id);
        }
    }

    @Override
    public void progress(@Nullable Integer percent, @Nullable String message) {
        if (!finished.get()) {
            invocation.outbox().progress(new Progress(id, percent, message));
        }
    }

    @Override
    public long offset() throws InterruptedException {
        Long known = invocation.outbox().offset(id);
        if (known == null) {
            Long asked = invocation.reporter().ask(id);
            known = asked == null ? 0L : asked;
            invocation.outbox().offset(id, known);
        }
        return known;
    }

    @Override
    public void append(Chunk.Stream stream, byte[] bytes) throws InterruptedException {
        offset();
        for (int from = 0; from < bytes.length && !finished.get(); from += Outbox.CHUNK_BYTES) {
            int to = Math.min(bytes.length, from + Outbox.CHUNK_BYTES);
            invocation.outbox().append(id, stream, Arrays.copyOfRange(bytes, from, to), Instant.now());
        }
    }

    @Override
    public void cut(long bytes) {
        if (!finished.get()) {
            invocation.outbox().cut(id, bytes);
        }
    }

    @Override
    public void succeed(@Nullable Object outputs) {
        Map<String, @Nullable Object> values =
                outputs == null ? Map.of() : invocation.json().convertValue(outputs, OUTPUTS);
        finish(RecordOutcome.succeeded(id, values));
    }

    @Override
    public void fail(Outcome outcome, @Nullable String reason, String message) {
        fail(outcome, reason, message, Map.of());
    }

    @Override
    public void fail(Outcome outcome, @Nullable String reason, String message, Map<String, @Nullable Object> outputs) {
        finish(RecordOutcome.of(id, outcome, reason, message, outputs));
    }

    @Override
    public synchronized boolean cancelled() {
        return cancelled;
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                onCancel.add(action);
                return;
            }
        }
        action.run();
    }

    void cancel() {
        List<Runnable> actions;
        synchronized (this) {
            cancelled = true;
            actions = List.copyOf(onCancel);
            onCancel.clear();
        }
        if (!finished.get()) {
            actions.forEach(Thread::startVirtualThread);
        }
    }

    @Override
    public void onArrival(Runnable action) {
        synchronized (this) {
            if (!arrived) {
                onArrival.add(action);
                return;
            }
        }
        action.run();
    }

    void arrived() {
        List<Runnable> actions;
        synchronized (this) {
            arrived = true;
            actions = List.copyOf(onArrival);
            onArrival.clear();
        }
        actions.forEach(Thread::startVirtualThread);
    }

    boolean isFinished() {
        return finished.get();
    }

    private void finish(RecordOutcome outcome) {
        if (finished.compareAndSet(false, true)) {
            invocation.finished(outcome);
        }
    }
}
