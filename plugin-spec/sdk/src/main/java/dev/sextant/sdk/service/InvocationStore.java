package dev.sextant.sdk.service;

import dev.sextant.contract.wire.RecordOutcome;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps attempts, so that none runs twice and no outcome is lost. Every write is durable when the call returns. */
public interface InvocationStore {

    /** Whether what it keeps is still there after a restart. */
    boolean durable();

    /** Keeps a new attempt with its records; false when there is one of that name already. */
    boolean add(StoredInvocation invocation, List<String> recordIds);

    /** The attempt of a name. */
    Optional<StoredInvocation> find(String requestId);

    /** The records of an attempt in their order. */
    List<StoredRecord> records(String requestId);

    /** Keeps how a record ended; false when that was known already, and then the first outcome stays. */
    boolean finish(String requestId, RecordOutcome outcome);

    /** Notes that records are asked to stop. */
    void cancel(String requestId, Collection<String> recordIds);

    /** Moves an attempt on; a delivered one forgets its request. */
    void move(String requestId, StoredInvocation.State state);

    /** Attempts that are not delivered, oldest first. */
    List<StoredInvocation> open();

    /** Forgets attempts that were delivered and are older. */
    int prune(Instant before);
}
