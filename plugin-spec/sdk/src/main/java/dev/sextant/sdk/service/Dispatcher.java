package dev.sextant.sdk.service;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.contract.wire.InvocationRequest;
import dev.sextant.contract.wire.InvocationResponse;
import dev.sextant.contract.wire.InvocationStatus;
import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.sdk.SdkError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Takes calls of services: keeps each attempt first, runs it once, and gives the same answer to the same call. */
public final class Dispatcher {

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final ServiceBindings bindings;
    private final InvocationStore store;
    private final SyncRunner sync;
    private final AsyncRunner async;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    /** A dispatcher of the plugin's services. */
    public Dispatcher(ServiceBindings bindings, InvocationStore store, SyncRunner sync, AsyncRunner async) {
        this.bindings = bindings;
        this.store = store;
        this.sync = sync;
        this.async = async;
    }

    /** What an answer is: outcomes, or the acceptance of an attempt. */
    record Reply(boolean accepted, InvocationResponse response) {}

    /** Fails where the plugin has no such service: that is said before anything about a call's body. */
    void expect(String service) {
        bindings.get(service);
    }

    Reply invoke(String service, InvocationRequest request, String digest, String body) {
        ServiceBinding binding = bindings.get(service);
        List<String> ids = check(binding, request);
        if (!running.add(request.requestId())) {
            throw stillRunning(request.requestId());
        }
        try {
            boolean isNew = store.find(request.requestId()).isEmpty();
            if (isNew && binding.async()) {
                async.checkRoom();
            }
            StoredInvocation invocation =
                    new StoredInvocation(request.requestId(), service, digest, body, StoredInvocation.State.RUNNING);
            return store.add(invocation, ids) ? first(binding, request) : again(binding, request, digest);
        } finally {
            running.remove(request.requestId());
        }
    }

    private Reply first(ServiceBinding binding, InvocationRequest request) {
        if (binding.async()) {
            async.start(binding, request, false);
            return new Reply(true, InvocationResponse.accepted());
        }
        return answer(sync.run(binding, request));
    }

    private Reply again(ServiceBinding binding, InvocationRequest request, String digest) {
        StoredInvocation known = store.find(request.requestId()).orElseThrow(() -> stillRunning(request.requestId()));
        if (!known.digest().equals(digest)
                || !known.service().equals(binding.spec().name())) {
            throw new ProblemException(
                    SdkError.IDEMPOTENCY_KEY_REUSED,
                    "The request " + request.requestId() + " was received before with another content;"
                            + " a new attempt needs an id of its own");
        }
        if (binding.async()) {
            return new Reply(true, InvocationResponse.accepted());
        }
        if (known.state() == StoredInvocation.State.RUNNING) {
            // The process that received it has ended: no other thread of this one runs it.
            return answer(binding.spec().idempotent() ? sync.run(binding, request) : sync.giveUp(request.requestId()));
        }
        return answer(outcomes(request.requestId()));
    }

    InvocationStatus status(String requestId) {
        StoredInvocation invocation = find(requestId);
        boolean over = invocation.state() != StoredInvocation.State.RUNNING;
        InvocationStatus.State state = over ? InvocationStatus.State.FINISHED : InvocationStatus.State.RUNNING;
        return InvocationStatus.of(requestId, state, outcomes(requestId));
    }

    void cancel(String requestId, @Nullable List<String> records) {
        find(requestId);
        List<String> all =
                store.records(requestId).stream().map(StoredRecord::id).toList();
        store.cancel(requestId, records == null ? all : records);
        async.cancel(requestId, records);
    }

    private StoredInvocation find(String requestId) {
        return store.find(requestId)
                .orElseThrow(() -> new ProblemException(
                        SdkError.INVOCATION_UNKNOWN, "The invocation " + requestId + " was never received here"));
    }

    private List<RecordOutcome> outcomes(String requestId) {
        return store.records(requestId).stream()
                .map(StoredRecord::outcome)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Reply answer(List<RecordOutcome> outcomes) {
        return new Reply(false, InvocationResponse.of(outcomes));
    }

    static List<String> check(ServiceBinding binding, InvocationRequest request) {
        if (request.inputs().isEmpty()
                || request.inputs().size() > binding.spec().batch()) {
            throw new ProblemException(
                    SdkError.INVOCATION_INVALID,
                    "A call of " + binding.spec().name() + " carries 1 to "
                            + binding.spec().batch() + " inputs, this one has "
                            + request.inputs().size());
        }
        List<String> ids = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Map<String, @Nullable Object> input : request.inputs()) {
            if (!(input.get(InvocationRequest.CALLBACK_PARAMETER) instanceof String id)
                    || id.isEmpty()
                    || id.length() > 255
                    || !seen.add(id)) {
                throw new ProblemException(
                        SdkError.INVOCATION_INVALID,
                        "Every input needs a callbackParameter of its own, a text of 1 to 255 characters");
            }
            ids.add(id);
        }
        return ids;
    }

    private static ProblemException stillRunning(String requestId) {
        return ProblemException.retryAfter(
                SdkError.INVOCATION_RUNNING, "The invocation " + requestId + " is being worked on", RETRY);
    }

    static RecordOutcome restarted(String record) {
        return RecordOutcome.of(
                record,
                Outcome.UNKNOWN,
                "PLUGIN_RESTARTED",
                "The plugin was restarted while it worked on this record, and the service may not run twice");
    }
}
