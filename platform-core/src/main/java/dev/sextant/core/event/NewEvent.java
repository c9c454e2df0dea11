package dev.sextant.core.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that has just happened, before it has its place in the feed.
 *
 * @param type the kind, such as {@code run.changed}
 * @param actor who did it: the subject of a token, such as {@code user:jane}
 * @param runId the run that it belongs to, if any
 * @param nodeId the node that it belongs to, if any
 * @param data what a reader needs beyond that; written as JSON
 */
public record NewEvent(
        String type,
        String actor,
        @Nullable String runId,
        @Nullable String nodeId,
        Map<String, ?> data) {

    /** An event that belongs to no run. */
    public static NewEvent of(String type, String actor, Map<String, ?> data) {
        return new NewEvent(type, actor, null, null, data);
    }
}
