package dev.sextant.bench;

import java.util.concurrent.CompletableFuture;

/** One side of a comparison: starts runs of three no-op service nodes and tells when they have ended. */
interface Contender extends AutoCloseable {
    /** Starts a run; the answer completes when it has ended. */
    CompletableFuture<Void> run();

    /** What its database was asked to do so far. */
    Traffic traffic();

    @Override
    void close();
}
