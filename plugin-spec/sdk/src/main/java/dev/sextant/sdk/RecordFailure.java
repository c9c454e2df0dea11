package dev.sextant.sdk;

import dev.sextant.contract.wire.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends one record of a synchronous service with another outcome than success. */
public final class RecordFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;
    private final @Nullable String reason;
    private final transient Map<String, @Nullable Object> outputs;

    /** A failure with its reason in UPPER_SNAKE and a sentence for people. */
    public RecordFailure(Outcome outcome, @Nullable String reason, String message) {
        this(outcome, reason, message, Map.of());
    }

    /** A failure that still has outputs. */
    public RecordFailure(
            Outcome outcome, @Nullable String reason, String message, Map<String, @Nullable Object> outputs) {
        super(message);
        this.outcome = outcome;
        this.reason = reason;
        this.outputs = outputs;
    }

    /** How the record ended. */
    public Outcome outcome() {
        return outcome;
    }

    /** Why, in UPPER_SNAKE. */
    public @Nullable String reason() {
        return reason;
    }

    /** What there is of outputs. */
    public Map<String, @Nullable Object> outputs() {
        return outputs;
    }
}
