package dev.sextant.contract.wire;

import org.jspecify.annotations.Nullable;

/**
 * Why the core refuses news of an attempt; the names are the codes of its problems. A status without one of them is no word of
 * the core: a gateway or a proxy has answered in its place.
 */
public enum ReportRefusal {
    /** The core does not know the attempt, or another plugin was called: the work is to stop. */
    INVOCATION_NOT_FOUND,
    /** The attempt has ended with other outcomes: the work is to stop. */
    INVOCATION_ENDED,
    /** Output is missing before a chunk: it is to be sent from where the core is. */
    OUTPUT_GAP,
    /** The attempt was not given a record whose output the report brings: this report will never be taken. */
    RECORD_NOT_FOUND;

    /** The refusal of a problem's code; null when the code is another. */
    public static @Nullable ReportRefusal of(@Nullable String code) {
        for (ReportRefusal refusal : values()) {
            if (refusal.name().equals(code)) {
                return refusal;
            }
        }
        return null;
    }
}
