package dev.sextant.sdk.service;

import dev.sextant.contract.wire.InvocationRequest;
import dev.sextant.contract.wire.Progress;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.sdk.Invocation;
import dev.sextant.sdk.InvocationRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * An asynchronous attempt while this process works on it. An outcome is kept once the core has the record's output: after a
 * kill before that, the service is called again with the record and can hand the rest on. A service that may not be called
 * again keeps its outcomes at once.
 */
final class RunningInvocation implements Invocation<Object> {

    private static final Logger LOG = LoggerFactory.getLogger(RunningInvocation.class);
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final InvocationRequest request;
    private final Duration timeout;
    private final boolean repeatable;
    private final boolean resumed;
    private final InvocationStore store;
    private final JsonMapper json;
    private final Outbox outbox;
    private final Reporter reporter;
    private final Map<String, RunningRecord> records = new LinkedHashMap<>();
    private final AtomicInteger unfinished = new AtomicInteger();

    RunningInvocation(
            ServiceBinding binding,
            InvocationRequest request,
            boolean resumed,
            InvocationStore store,
            JsonMapper json,
            Outbox outbox,
            CoreCalls core) {
        this.request = request;
        this.timeout = binding.spec().timeout();
        this.repeatable = binding.spec().idempotent();
        this.resumed = resumed;
        this.store = store;
        this.json = json;
        this.outbox = outbox;
        this.reporter = new Reporter(request.requestId(), outbox, core, this::arrived);
    }

    RunningRecord add(String id, Object input, boolean cancelled) {
        RunningRecord record = new RunningRecord(this, id, input, cancelled);
        records.put(id, record);
        unfinished.incrementAndGet();
        if (!resumed) {
            outbox.offset(id, 0);
        }
        return record;
    }

    /** Passes an outcome on. */
    void finished(RecordOutcome outcome) {
        if (!repeatable) {
            store.finish(request.requestId(), outcome);
        }
        outbox.outcome(outcome);
        if (unfinished.decrementAndGet() == 0) {
            outbox.complete();
        }
    }

    /** The core has these outcomes and all output before them, or wants to hear no more of the attempt. */
    void arrived(List<RecordOutcome> outcomes) throws InterruptedException {
        for (RecordOutcome outcome : outcomes) {
            keep(outcome);
            RunningRecord record = records.get(outcome.callbackParameter());
            if (record != null) {
                record.arrived();
            }
        }
    }

    /** A database that is away for a while loses no outcome. */
    private void keep(RecordOutcome outcome) throws InterruptedException {
        while (true) {
            try {
                store.finish(request.requestId(), outcome);
                return;
            } catch (RuntimeException away) {
                LOG.error("An outcome of {} could not be kept, trying again in {}", requestId(), AGAIN, away);
                Thread.sleep(AGAIN);
            }
        }
    }

    /** When the core has stopped listening, the records still end, and are kept as they did. */
    void awaitRecords() throws InterruptedException {
        arrived(outbox.unsent());
        while (unfinished.get() > 0) {
            outbox.await(Duration.ofSeconds(1));
            arrived(outbox.unsent());
        }
        arrived(outbox.unsent());
    }

    /** With no record left from the start, there is nothing to wait for. */
    void begin() {
        if (records.isEmpty()) {
            outbox.complete();
        }
    }

    void cancel(@Nullable Collection<String> ids) {
        for (RunningRecord record : records.values()) {
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
    public void progress(@Nullable Integer percent, @Nullable String message) {
        outbox.progress(new Progress(null, percent, message));
    }

    @Override
    public boolean resumed() {
        return resumed;
    }

    @Override
    public List<InvocationRecord<Object>> records() {
        return List.copyOf(records.values());
    }
}
