package dev.sextant.sdk;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous attempt that the plugin has taken over. It is stored before the method sees it, so it survives the
 * plugin: after a restart an idempotent service is called again with the records that have not finished, or whose output
 * the core does not have completely, while unfinished ones of another service end as UNKNOWN. The method may return before its records have finished. When the last one has, the
 * SDK calls the core back, and keeps trying until the core has acknowledged it.
 *
 * @param <I> the input record
 */
public interface Invocation<I> {

    /** Names the attempt; the same wherever it appears. */
    String requestId();

    /** Counts from 1. */
    int attempt();

    /** Subject of whoever started the run. */
    @Nullable String operator();

    /** How long the attempt may take. */
    Duration timeout();

    /** Whether the plugin was restarted since the attempt was first taken over. */
    boolean resumed();

    /**
     * Says how far the attempt as a whole is, as {@link InvocationRecord#progress} does for one record.
     *
     * @param percent 0 to 100; null where that is not known
     * @param message what is being done, one line; null for nothing
     */
    void progress(@Nullable Integer percent, @Nullable String message);

    /** The records that are to be worked on: those that have not finished. */
    List<InvocationRecord<I>> records();
}
