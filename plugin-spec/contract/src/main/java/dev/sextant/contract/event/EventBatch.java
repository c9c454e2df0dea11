package dev.sextant.contract.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * Events for a plugin that subscribes to their types, oldest first. Delivery is at least once: what the plugin has not
 * acknowledged comes again, in the same order, also after a restart of either side.
 *
 * @param events 1 to {@value #MOST_EVENTS} events
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EventBatch(List<Event> events) {

    /** At most so many events travel together. */
    public static final int MOST_EVENTS = 100;

    @SuppressWarnings("ConstantValue")
    public EventBatch {
        events = events == null ? List.of() : List.copyOf(events);
    }
}
