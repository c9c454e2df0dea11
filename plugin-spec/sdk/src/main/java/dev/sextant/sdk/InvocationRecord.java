package dev.sextant.sdk;

import dev.sextant.contract.wire.Chunk;
import dev.sextant.contract.wire.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of an asynchronous attempt. Any thread may use it; news are collected and travel in batches.
 *
 * @param <I> the input record
 */
public interface InvocationRecord<I> {

    /** Names the record within the attempt (its {@code callbackParameter}); the entity record's id where there is one. */
    String id();

    /** The parameters. */
    I input();

    /** Says that work has begun; saying it again is harmless. */
    void started();

    /**
     * Says how far the work is. Only the newest word counts, so it may be said often; it is sent at most once a second.
     *
     * @param percent 0 to 100; null where that is not known
     * @param message what is being done, one line; null for nothing
     */
    void progress(@Nullable Integer percent, @Nullable String message);

    /**
     * How many bytes of output the core has of this record: zero at first; after a restart, where to go on. Asks the core
     * where that is not known, and waits until it answers.
     */
    long offset() throws InterruptedException;

    /**
     * Hands output on, in order. Waits while too much of it is on its way, so that a slow network slows the reader down
     * instead of filling the memory. After the record has finished, or the core no longer wants it, it is dropped.
     */
    void append(Chunk.Stream stream, byte[] bytes) throws InterruptedException;

    /** Says that so many bytes in all were not handed on and never will be. */
    void cut(long bytes);

    /** Ends the record well; the outputs are the service's output record, or null for none. */
    void succeed(@Nullable Object outputs);

    /** Ends the record otherwise. */
    void fail(Outcome outcome, @Nullable String reason, String message);

    /** Ends the record otherwise, with what there is of outputs. */
    void fail(Outcome outcome, @Nullable String reason, String message, Map<String, @Nullable Object> outputs);

    /**
     * Runs an action once the core has the record's output and outcome, at once if it has them already. Until then, what the
     * output is read from must be kept: after a kill the record is handed to an idempotent service again.
     */
    void onArrival(Runnable action);

    /** Whether it was asked to stop. */
    boolean cancelled();

    /** Runs an action once when the record is asked to stop, at once if it was already; it then ends the record itself. */
    void onCancel(Runnable action);
}
