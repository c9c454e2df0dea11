package dev.sextant.core.plugininstance;

import dev.sextant.container.ClosedProfile;
import dev.sextant.contract.problem.ProblemException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All that may differ between two containers; everything else of the closed profile is fixed.
 *
 * @param name the container's name, the same for each attempt to make it
 * @param imageId the digest of the image
 * @param labels what marks it as ours
 * @param environment variables; secrets are among them only for plugins that were built for WeCube
 * @param memoryBytes the memory limit
 * @param cpus the processor limit, in cores
 * @param network the plugin's own network
 * @param targetsNetwork the network of the targets, for who may reach them
 * @param secrets the folder that appears at /run/secrets/sextant
 * @param volumes names of volumes and where they appear
 * @param port the port on which it listens, which engines of other machines publish
 * @param writableRoot whether it writes to a layer over its image, as the user that the image names
 */
record ContainerProfile(
        String name,
        String imageId,
        Map<String, String> labels,
        Map<String, String> environment,
        long memoryBytes,
        double cpus,
        String network,
        @Nullable String targetsNetwork,
        Path secrets,
        Map<String, String> volumes,
        int port,
        boolean writableRoot) {
    private static final Pattern MOUNT_POINT = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9_.-]*){1,8}");
    private static final Pattern IMAGE_ID = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final List<String> CLOSED_FOLDERS = List.of(
            "/proc",
            "/sys",
            "/dev",
            "/run",
            "/var/run",
            "/etc",
            "/bin",
            "/sbin",
            "/lib",
            "/lib64",
            "/usr",
            "/tmp",
            "/boot");
    /** Folders of the image of which parts may be covered where the image's root is written anyway. */
    private static final List<String> WRITABLE_BELOW = List.of("/etc", "/usr", "/tmp");

    private static final long MIB = 1024L * 1024;
    private static final long LEAST_MEMORY = 16 * MIB;
    private static final long MOST_MEMORY = 16 * 1024 * MIB;
    private static final double MOST_CPUS = 16;

    ContainerProfile {
        check(imageId, memoryBytes, cpus, volumes.values(), writableRoot);
        labels = Map.copyOf(labels);
        environment = Map.copyOf(environment);
        volumes = Map.copyOf(volumes);
    }

    @Override
    public String toString() {
        return "ContainerProfile[%s]".formatted(name);
    }

    /** What the engine is asked for. */
    ClosedProfile closed(int user) {
        return new ClosedProfile(network, memoryBytes, cpus, secrets, volumes, user, writableRoot);
    }

    /** Refuses what no container of ours may have. */
    static void check(
            String imageId, long memoryBytes, double cpus, Collection<String> mountPoints, boolean writableRoot) {
        require(IMAGE_ID.matcher(imageId).matches(), "the image '%s' is not named by its digest".formatted(imageId));
        require(
                memoryBytes >= LEAST_MEMORY && memoryBytes <= MOST_MEMORY,
                "memory must lie between 16Mi and 16Gi; it is %d bytes".formatted(memoryBytes));
        require(cpus > 0 && cpus <= MOST_CPUS, "cpu must lie between 0 and 16; it is %s".formatted(cpus));
        mountPoints.forEach(path -> checkMountPoint(path, writableRoot));
    }

    private static void checkMountPoint(String path, boolean writableRoot) {
        require(
                MOUNT_POINT.matcher(path).matches(),
                "'%s' is no mount point; write a plain path such as /data".formatted(path));
        for (var closed : CLOSED_FOLDERS) {
            var below = path.startsWith(closed + "/") && !(writableRoot && WRITABLE_BELOW.contains(closed));
            require(
                    !path.equals(closed) && !below,
                    "a volume cannot be mounted at %s: %s belongs to the platform".formatted(path, closed));
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ProblemException(
                    InstanceError.PROFILE_REFUSED,
                    "No container was made: " + otherwise + ". Mend the manifest's containers.");
        }
    }
}
