package dev.sextant.sdk.service;

import dev.sextant.contract.wire.RecordOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps attempts of a plugin without a database, for as long as it runs; only synchronous services can do with that. */
public final class MemoryInvocationStore implements InvocationStore {

    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private static final class Kept {
        private StoredInvocation invocation;
        private final List<StoredRecord> records = new ArrayList<>();
        private final Instant receivedAt = Instant.now();

        Kept(StoredInvocation invocation) {
            this.invocation = invocation;
        }
    }

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public synchronized boolean add(StoredInvocation invocation, List<String> recordIds) {
        Kept entry = new Kept(invocation);
        for (int i = 0; i < recordIds.size(); i++) {
            entry.records.add(new StoredRecord(i, recordIds.get(i), null, false));
        }
        return kept.putIfAbsent(invocation.requestId(), entry) == null;
    }

    @Override
    public synchronized Optional<StoredInvocation> find(String requestId) {
        return Optional.ofNullable(kept.get(requestId)).map(entry -> entry.invocation);
    }

    @Override
    public synchronized List<StoredRecord> records(String requestId) {
        Kept entry = kept.get(requestId);
        return entry == null ? List.of() : List.copyOf(entry.records);
    }

    @Override
    public synchronized boolean finish(String requestId, RecordOutcome outcome) {
        for (StoredRecord each : records(requestId)) {
            if (each.id().equals(outcome.callbackParameter()) && each.outcome() == null) {
                replace(requestId, new StoredRecord(each.position(), each.id(), outcome, each.cancelled()));
                return true;
            }
        }
        return false;
    }

    @Override
    public synchronized void cancel(String requestId, Collection<String> recordIds) {
        for (StoredRecord each : records(requestId)) {
            if (recordIds.contains(each.id())) {
                replace(requestId, new StoredRecord(each.position(), each.id(), each.outcome(), true));
            }
        }
    }

    @Override
    public synchronized void move(String requestId, StoredInvocation.State state) {
        Kept entry = kept.get(requestId);
        if (entry != null) {
            StoredInvocation old = entry.invocation;
            String request = state == StoredInvocation.State.DELIVERED ? null : old.request();
            entry.invocation = new StoredInvocation(requestId, old.service(), old.digest(), request, state);
        }
    }

    @Override
    public synchronized List<StoredInvocation> open() {
        return kept.values().stream()
                .map(entry -> entry.invocation)
                .filter(invocation -> invocation.state() != StoredInvocation.State.DELIVERED)
                .toList();
    }

    @Override
    public synchronized int prune(Instant before) {
        int size = kept.size();
        kept.values()
                .removeIf(entry -> entry.invocation.state() == StoredInvocation.State.DELIVERED
                        && entry.receivedAt.isBefore(before));
        return size - kept.size();
    }

    private void replace(String requestId, StoredRecord changed) {
        Kept entry = kept.get(requestId);
        if (entry != null) {
            entry.records.set(changed.position(), changed);
        }
    }
}
