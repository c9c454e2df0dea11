package dev.sextant.core.invocation;

import java.util.concurrent.CompletableFuture;

/** Takes outcomes in, to be stored together with what follows from them for the run. */
public interface OutcomeSink {
    /** Stores the outcomes; the answer completes when they are committed. */
    CompletableFuture<Receipt> deliver(Delivery delivery);

    /** What became of a delivery. */
    enum Receipt {
        /** It was stored, or had been stored before. */
        STORED,
        /** The invocation had ended otherwise: it was noted as late and changes nothing. */
        LATE
    }
}
