package dev.sextant.core.invocation;

import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes of records that have come in.
 *
 * @param rest what becomes of the records that have no outcome yet, and ends the invocation; null while more is to come
 * @param judged whether it is our own judgement, which only the invocation's present owner may pass
 */
public record Delivery(
        Invocation invocation,
        List<RecordOutcome> outcomes,
        @Nullable Rest rest,
        boolean judged) {
    private static final Rest SILENT =
            new Rest(Outcome.UNKNOWN, "NO_OUTCOME", "The plugin ended the call without an outcome for this record.");

    public Delivery {
        outcomes = List.copyOf(outcomes);
    }

    /** Some outcomes; more are to come. */
    static Delivery some(Invocation invocation, List<RecordOutcome> outcomes) {
        return new Delivery(invocation, outcomes, null, false);
    }

    /** The plugin's final word. */
    static Delivery last(Invocation invocation, List<RecordOutcome> outcomes) {
        return new Delivery(invocation, outcomes, SILENT, false);
    }

    /** Our own judgement about the records of which the plugin said nothing. */
    static Delivery judgement(Invocation invocation, Outcome outcome, String reason, String message) {
        return new Delivery(invocation, List.of(), new Rest(outcome, reason, message), true);
    }

    /** The outcome of the records that got none. */
    public record Rest(Outcome outcome, String reason, String message) {}
}
