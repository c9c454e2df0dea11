package dev.sextant.contract.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the event feed.
 *
 * @param id the cursor: opaque, and the feed continues after it
 * @param type what happened, for example {@code run.changed}
 * @param at when it happened
 * @param actor subject of the token that caused it, {@code service:…} for the platform itself
 * @param runId the run it belongs to
 * @param nodeId the node of that run
 * @param data details by type
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Event(
        String id,
        String type,
        Instant at,
        @Nullable String actor,
        @Nullable String runId,
        @Nullable String nodeId,
        Map<String, @Nullable Object> data) {}
