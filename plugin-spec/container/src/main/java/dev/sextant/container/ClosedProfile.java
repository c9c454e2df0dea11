package dev.sextant.container;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.VolumeOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The closed container profile in Docker's words: a fixed list, into which nothing but these values goes. The platform launches
 * plugins in it, and the test kit tests them in it.
 *
 * @param network the plugin's network
 * @param memory the memory limit in bytes
 * @param cpus the processor limit in cores
 * @param secrets the folder that appears at /run/secrets/sextant
 * @param volumes names of volumes and where they appear
 * @param user the user of the container's processes
 * @param writableRoot whether it writes to a layer over its image, as the user that the image names
 */
public record ClosedProfile(
        String network,
        long memory,
        double cpus,
        Path secrets,
        Map<String, String> volumes,
        int user,
        boolean writableRoot) {
    /** Where a plugin finds its secrets. */
    public static final String SECRETS = "/run/secrets/sextant";

    /** At most so many processes and threads. */
    public static final long PIDS = 512;

    /**
     * What root keeps in a container with a writable root: such images arrange their own files and then take another user.
     * None of these reaches beyond the container's own files and processes; all of them are among Docker's own defaults.
     */
    private static final List<Capability> ARRANGING =
            List.of(Capability.CHOWN, Capability.DAC_OVERRIDE, Capability.FOWNER, Capability.SETGID, Capability.SETUID);

    private static final long OPEN_FILES = 16_384;
    private static final double NANO = 1_000_000_000;

    /** The profile of a plugin that leaves its root as it is. */
    public ClosedProfile(
            String network, long memory, double cpus, Path secrets, Map<String, String> volumes, int user) {
        this(network, memory, cpus, secrets, volumes, user, false);
    }

    /** What the engine is asked for. */
    public HostConfig hostConfig() {
        var closed = closed();
        return writableRoot
                ? closed.withReadonlyRootfs(false).withCapAdd(ARRANGING.toArray(Capability[]::new))
                : closed.withReadonlyRootfs(true).withTmpFs(tmpFs());
    }

    private Map<String, String> tmpFs() {
        return Map.of("/tmp", "rw,noexec,nosuid,nodev,size=128m,uid=%d,gid=%d".formatted(user, user));
    }

    private HostConfig closed() {
        return new HostConfig()
                .withNetworkMode(network)
                .withPrivileged(false)
                .withCapDrop(Capability.ALL)
                // Seccomp stays the engine's default profile: it is not named here.
                .withSecurityOpts(List.of("no-new-privileges:true"))
                .withIpcMode("private")
                .withCgroupnsMode("private")
                .withPidsLimit(PIDS)
                .withMemory(memory)
                .withMemorySwap(memory)
                .withNanoCPUs((long) (cpus * NANO))
                .withUlimits(List.of(new Ulimit("nofile", OPEN_FILES, OPEN_FILES), new Ulimit("core", 0L, 0L)))
                .withMounts(mounts())
                .withLogConfig(
                        new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "10m", "max-file", "3")))
                // The platform itself starts an instance again: it knows the backoff and counts.
                .withRestartPolicy(RestartPolicy.noRestart());
    }

    private List<Mount> mounts() {
        List<Mount> mounts = new ArrayList<>();
        mounts.add(new Mount()
                .withType(MountType.BIND)
                .withSource(secrets.toString())
                .withTarget(SECRETS)
                .withReadOnly(true));
        mounts.addAll(volumeMounts());
        return mounts;
    }

    /** Where the volumes appear, for a container that only prepares them. */
    public List<Mount> volumeMounts() {
        return volumes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(volume -> new Mount()
                        .withType(MountType.VOLUME)
                        .withSource(volume.getKey())
                        .withTarget(volume.getValue())
                        // A copy of the image's folder would bring its owner along.
                        .withVolumeOptions(new VolumeOptions().withNoCopy(true))
                        .withReadOnly(false))
                .toList();
    }
}
