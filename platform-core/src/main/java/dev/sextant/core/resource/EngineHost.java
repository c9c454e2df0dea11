package dev.sextant.core.resource;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A resource host on which a container engine runs, as whoever places instances there needs to know it.
 *
 * @param id its id
 * @param name its name, unique
 * @param address where its engine answers
 * @param state whether it answered when it was last asked
 * @param cpus how many cores it has; 0 before it was first asked
 * @param memoryBytes how much memory it has; 0 before it was first asked
 * @param schedulable whether it takes new instances
 * @param limits what is said of it beyond what its engine tells
 * @param revision counts what people changed of it
 */
public record EngineHost(
        String id,
        String name,
        String address,
        ResourceHost.State state,
        int cpus,
        long memoryBytes,
        boolean schedulable,
        Limits limits,
        long revision) {
    private static final Pattern REMOTE = Pattern.compile("tcp://([0-9]{1,3}(?:\\.[0-9]{1,3}){3})(?::[0-9]+)?");

    /** Where its instances' ports are published; null on the core's own machine, where their own addresses are reached. */
    public @Nullable String publishAddress() {
        var engine = REMOTE.matcher(address);
        return limits.publishAddress() == null && engine.matches() ? engine.group(1) : limits.publishAddress();
    }

    /**
     * What an administrator says of a host.
     *
     * @param memoryLimitBytes how much memory instances may reserve; null: as much as the engine has
     * @param cpuLimit how many cores instances may reserve; null: as many as the engine has
     * @param publishAddress the address on which the host publishes its instances' ports; null: at the
     *     engine's own address or, on the core's own machine, not at all
     * @param gatewayUrl where its containers reach the gateway; null: at their network's gateway address
     */
    public record Limits(
            @Nullable Long memoryLimitBytes,
            @Nullable Double cpuLimit,
            @Nullable String publishAddress,
            @Nullable String gatewayUrl) {}
}
