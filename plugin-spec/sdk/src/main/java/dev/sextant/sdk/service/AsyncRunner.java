package dev.sextant.sdk.service;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.contract.wire.InvocationRequest;
import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.sdk.InvocationRecord;
import dev.sextant.sdk.SdkError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Runs asynchronous services and sees their outcomes through to the core, also over a restart. */
public final class AsyncRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AsyncRunner.class);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final InvocationStore store;
    private final CoreCalls core;
    private final InputReader inputs;
    private final JsonMapper json;
    private final int most;
    private final OutputBudget budget;
    private final ExecutorService reports = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("report-", 0).factory());
    private final Map<String, RunningInvocation> running = new ConcurrentHashMap<>();

    /** A runner of at most so many attempts at a time, with at most so many bytes of output waiting for the core. */
    public AsyncRunner(InvocationStore store, HttpCoreCalls core, JsonMapper strict, int most, long mostWaiting) {
        this.store = store;
        this.core = core;
        this.budget = new OutputBudget(mostWaiting);
        this.inputs = new InputReader(strict);
        this.json = strict;
        this.most = most;
    }

    void checkRoom() {
        if (running.size() >= most) {
            throw ProblemException.retryAfter(
                    SdkError.TOO_MANY_INVOCATIONS, "The plugin works on " + most + " attempts already", RETRY);
        }
    }

    /** Starts an attempt that the store has. */
    void start(ServiceBinding binding, InvocationRequest request, boolean resumed) {
        RunningInvocation invocation =
                new RunningInvocation(binding, request, resumed, store, json, new Outbox(budget), core);
        List<RecordOutcome> invalid = new ArrayList<>();
        for (StoredRecord record : store.records(request.requestId())) {
            if (record.outcome() == null) {
                try {
                    Object input = inputs.read(binding, request.inputs().get(record.position()));
                    invocation.add(record.id(), input, record.cancelled());
                } catch (InputReader.InvalidInput e) {
                    invalid.add(RecordOutcome.of(
                            record.id(), Outcome.FAILED, "INVALID_INPUT", String.valueOf(e.getMessage())));
                }
            }
        }
        running.put(request.requestId(), invocation);
        invalid.forEach(outcome -> {
            store.finish(request.requestId(), outcome);
            invocation.outbox().outcome(outcome);
        });
        invocation.begin();
        reports.execute(() -> seeThrough(invocation));
        Thread.ofVirtual().name("invoke-" + request.requestId()).start(() -> run(binding, invocation));
    }

    void cancel(String requestId, @Nullable Collection<String> records) {
        RunningInvocation invocation = running.get(requestId);
        if (invocation != null) {
            invocation.cancel(records);
        }
    }

    /** Goes on with what the process before this one left. */
    public void resume(ServiceBindings bindings) {
        store.prune(Instant.now().minus(KEPT));
        for (StoredInvocation invocation : store.open()) {
            resume(bindings, invocation);
        }
    }

    private void resume(ServiceBindings bindings, StoredInvocation stored) {
        boolean known = bindings.has(stored.service());
        boolean async = known && bindings.get(stored.service()).async();
        if (known && !async) {
            return;
        }
        if (stored.state() == StoredInvocation.State.RUNNING) {
            ServiceBinding binding = known ? bindings.get(stored.service()) : null;
            if (binding != null && binding.spec().idempotent() && stored.request() != null) {
                LOG.info("Going on with {} of {}", stored.requestId(), stored.service());
                start(binding, json.readValue(stored.request(), InvocationRequest.class), true);
                return;
            }
            store.records(stored.requestId()).stream()
                    .filter(record -> record.outcome() == null)
                    .forEach(record -> store.finish(stored.requestId(), Dispatcher.restarted(record.id())));
            store.move(stored.requestId(), StoredInvocation.State.FINISHED);
        }
        Reporter reporter = new Reporter(stored.requestId(), new Outbox(budget), core, outcomes -> {});
        reports.execute(() -> deliver(stored.requestId(), reporter));
    }

    /** Stops telling the core; what it does not have is told after the next start. */
    @Override
    public void close() {
        reports.shutdownNow();
    }

    private void run(ServiceBinding binding, RunningInvocation invocation) {
        if (invocation.records().isEmpty()) {
            return;
        }
        try {
            binding.call(invocation);
        } catch (Throwable e) {
            for (InvocationRecord<Object> record : invocation.records()) {
                if (record instanceof RunningRecord running && !running.isFinished()) {
                    RecordOutcome broken = SyncRunner.broken(binding, record.id(), e);
                    record.fail(broken.outcome(), broken.reason(), broken.errorMessage());
                }
            }
        }
    }

    private void seeThrough(RunningInvocation invocation) {
        try {
            if (!invocation.reporter().report()) {
                stop(invocation);
            }
            invocation.awaitRecords();
            store.move(invocation.requestId(), StoredInvocation.State.FINISHED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        deliver(invocation.requestId(), invocation.reporter());
        running.remove(invocation.requestId());
    }

    /** Nobody waits for an attempt that the core has ended, so its work stops; also after a restart. */
    private void stop(RunningInvocation invocation) {
        store.cancel(
                invocation.requestId(),
                store.records(invocation.requestId()).stream()
                        .map(StoredRecord::id)
                        .toList());
        invocation.cancel(null);
    }

    private void deliver(String requestId, Reporter reporter) {
        try {
            reporter.callback(store.records(requestId).stream()
                    .map(StoredRecord::outcome)
                    .filter(Objects::nonNull)
                    .toList());
            store.move(requestId, StoredInvocation.State.DELIVERED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
