package dev.sextant.sdk.service;

import dev.sextant.contract.wire.RecordOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A record of an attempt as it is kept.
 *
 * @param position its place in the request
 * @param id its callback parameter
 * @param outcome how it ended, null while it has not
 * @param cancelled whether it was asked to stop
 */
public record StoredRecord(
        int position, String id, @Nullable RecordOutcome outcome, boolean cancelled) {}
