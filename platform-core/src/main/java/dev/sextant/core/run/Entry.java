package dev.sextant.core.run;

import dev.sextant.core.invocation.Delivery;

/** Something that changes a run. */
sealed interface Entry {
    /** The run that it changes: entries of one run are written in their order. */
    String runId();

    /** Starts a run. */
    record Start(NewRun run) implements Entry {
        @Override
        public String runId() {
            return run.id();
        }
    }

    /** Outcomes have come in. */
    record Outcomes(Delivery delivery) implements Entry {
        @Override
        public String runId() {
            return delivery.invocation().runId();
        }
    }

    /** Someone has decided. */
    record Decision(String runId, Action action) implements Entry {}

    /** What a decision does within the transaction. */
    @FunctionalInterface
    interface Action {
        void apply(RunBook book);
    }
}
