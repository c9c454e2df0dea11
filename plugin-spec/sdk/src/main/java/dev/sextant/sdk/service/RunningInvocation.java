package dev.sextant.sdk.service;

import dev.sextant.contract.wire.InvocationRequest;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.sdk.Invocation;
import dev.sextant.sdk.InvocationRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An asynchronous attempt while this process works on it. */
final class RunningInvocation implements Invocation<Object> {

    private final InvocationRequest request;
    private final Duration timeout;
    private final boolean resumed;
    private final InvocationStore store;
    private final JsonMapper json;
    private final Outbox outbox = new Outbox();
    private final Reporter reporter;
    private final List<RunningRecord> records = new ArrayList<>();
    private final AtomicInteger unfinished = new AtomicInteger();

    RunningInvocation(
            InvocationRequest request,
            Duration timeout,
            boolean resumed,
            InvocationStore store,
            JsonMapper json,
            CoreCalls core) {
        this.request = request;
        this.timeout = timeout;
        this.resumed = resumed;
        this.store = store;
        this.json = json;
        this.reporter = new Reporter(request.requestId(), outbox, core);
    }

    RunningRecord add(String id, Object input, boolean cancelled) {
        RunningRecord record = new RunningRecord(this, id, input, cancelled);
        records.add(record);
        unfinished.incrementAndGet();
        if (!resumed) {
            outbox.offset(id, 0);
        }
        return record;
    }

    /** Keeps an outcome, and passes it on when it is the record's first. */
    void finished(RecordOutcome outcome) {
        store.finish(request.requestId(), outcome);
        outbox.outcome(outcome);
        if (unfinished.decrementAndGet() == 0) {
            outbox.complete();
        }
    }

    /** With no record left from the start, there is nothing to wait for. */
    void begin() {
        if (records.isEmpty()) {
            outbox.complete();
        }
    }

    void cancel(@Nullable Collection<String> ids) {
        for (RunningRecord record : records) {
            if (ids == null || ids.contains(record.id())) {
                record.cancel();
            }
        }
    }

    Outbox outbox() {
        return outbox;
    }

    Reporter reporter() {
        return reporter;
    }

    JsonMapper json() {
        return json;
    }

    @Override
    public String requestId() {
        return request.requestId();
    }

    @Override
    public int attempt() {
        return request.attempt();
    }

    @Override
    public @Nullable String operator() {
        return request.operator();
    }

    @Override
    public Duration timeout() {
        return request.timeout() == null ? timeout : request.timeout();
    }

    @Override
    public boolean resumed() {
        return resumed;
    }

    @Override
    public List<InvocationRecord<Object>> records() {
        return List.copyOf(records);
    }
}
