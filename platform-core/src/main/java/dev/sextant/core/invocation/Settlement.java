package dev.sextant.core.invocation;

import dev.sextant.contract.wire.Outcome;
import java.util.Map;

/**
 * What a batch of deliveries did to one node run.
 *
 * @param ended whether the last open invocation of its attempt has ended
 * @param outcomes how many records of the node ended how, over all its attempts; given when it ended
 * @param changed how many records got their outcome by this
 */
public record Settlement(
        String runId, String nodeRunId, String nodeId, boolean ended, Map<Outcome, Integer> outcomes, int changed) {
    /** Whether every record succeeded. */
    public boolean succeeded() {
        return outcomes.keySet().stream().allMatch(outcome -> outcome == Outcome.SUCCEEDED);
    }
}
