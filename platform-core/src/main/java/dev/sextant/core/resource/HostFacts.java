package dev.sextant.core.resource;

/**
 * What a host says of itself.
 *
 * @param version what runs there
 * @param cpus how many cores it has, 0 when it does not tell
 * @param memoryBytes how much memory it has, 0 when it does not tell
 */
public record HostFacts(String version, int cpus, long memoryBytes) {

    private static final int LONGEST_VERSION = 64;

    public HostFacts {
        version = version.length() > LONGEST_VERSION ? version.substring(0, LONGEST_VERSION) : version;
    }

    /** Of a host that tells only what it is. */
    public static HostFacts of(String version) {
        return new HostFacts(version, 0, 0);
    }
}
