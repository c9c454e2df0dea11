package dev.sextant.core.plugininstance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the engine says of a container.
 *
 * @param id the engine's id of it
 * @param running whether its process runs
 * @param exitCode how it ended, when it does not
 * @param outOfMemory whether it was ended for its memory
 * @param address its address on the plugin's network or, where its port is published, {@code address:port}; while it runs
 * @param startedAt when it was last started; null before
 */
record ContainerStatus(
        String id,
        boolean running,
        long exitCode,
        boolean outOfMemory,
        @Nullable String address,
        @Nullable Instant startedAt) {

    /** Where its port is reached; empty while it is not. */
    String at(int port) {
        if (address == null) {
            return "";
        }
        return "http://" + (address.contains(":") ? address : address + ":" + port);
    }
}
