package dev.sextant.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * News of a running attempt, {@code POST /platform/v1/invocations/{requestId}/reports}. Sending one again is harmless:
 * outcomes are final per record and chunks carry their offset.
 *
 * @param sequence counts the reports of an attempt from 1
 * @param started records whose work has begun
 * @param outputs records that have ended, final for each
 * @param chunks pieces of output
 * @param cut records whose further output is not kept
 * @param progress how far the work is; only the newest of each record counts
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Report(
        @JsonInclude(JsonInclude.Include.ALWAYS) long sequence,
        List<String> started,
        List<RecordOutcome> outputs,
        List<Chunk> chunks,
        List<Cut> cut,
        List<Progress> progress) {

    public Report {
        started = Lists.orEmpty(started);
        outputs = Lists.orEmpty(outputs);
        chunks = Lists.orEmpty(chunks);
        cut = Lists.orEmpty(cut);
        progress = Lists.orEmpty(progress);
    }
}
