package dev.sextant.core.event;

import dev.sextant.contract.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events that a plugin is told of.
 *
 * @param path where they are delivered
 * @param types their types; one that ends in {@code .*} stands for all below it
 * @param position the last event that need not come again
 * @param tries how often the next one was refused
 * @param fence counts the deliveries: what an earlier one writes late is refused
 * @param problem what the last delivery met, if anything
 */
record Subscription(
        String plugin,
        String path,
        List<String> types,
        long position,
        int tries,
        int fence,
        @Nullable String problem) {
    private static final String ALL_BELOW = ".*";

    boolean wants(Event event) {
        return types.stream().anyMatch(type -> covers(type, event.type()));
    }

    private static boolean covers(String pattern, String type) {
        return pattern.endsWith(ALL_BELOW)
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(type);
    }
}
