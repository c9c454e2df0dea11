package dev.sextant.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What a call would do, the answer to {@code POST} of an {@link InvocationRequest} to the service's plan path. Planning
 * changes nothing, so it needs no idempotency key and may be asked as often as one likes.
 *
 * @param records one plan per input, in the order of the inputs
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlanReply(List<RecordPlan> records) {

    public PlanReply {
        records = Lists.orEmpty(records);
    }
}
