package dev.sextant.sdk;

import dev.sextant.contract.wire.RecordPlan.Change;
import dev.sextant.contract.wire.RecordPlan.Effect;
import java.util.List;

/**
 * What a service would do with one record; secrets have no place in it.
 *
 * @param effect whether it would change anything
 * @param summary a sentence for people
 * @param changes what would be different afterwards
 */
public record Plan(Effect effect, String summary, List<Change> changes) {

    /** A plan whose changes nobody alters afterwards. */
    public Plan {
        changes = List.copyOf(changes);
    }

    /** Something would be different afterwards. */
    public static Plan change(String summary, Change... changes) {
        return new Plan(Effect.CHANGE, summary, List.of(changes));
    }

    /** All is as it should be already. */
    public static Plan nothing(String summary) {
        return new Plan(Effect.NONE, summary, List.of());
    }

    /** The service would fail; the summary says why. */
    public static Plan refused(String summary) {
        return new Plan(Effect.REFUSED, summary, List.of());
    }

    /** It cannot be told before. */
    public static Plan unknown(String summary) {
        return new Plan(Effect.UNKNOWN, summary, List.of());
    }
}
