package dev.sextant.core.plugininstance;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.VolumeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The closed container profile in Docker's words: a fixed list, into which only {@link ContainerProfile} may put values. */
final class DockerProfile {
    static final String SECRETS = "/run/secrets/sextant";
    private static final long PIDS = 512;
    private static final long OPEN_FILES = 16_384;
    private static final double NANO = 1_000_000_000;

    private DockerProfile() {}

    static HostConfig hostConfig(ContainerProfile profile, int user) {
        return new HostConfig()
                .withNetworkMode(profile.network())
                .withPrivileged(false)
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                // Seccomp stays the engine's default profile: it is not named here.
                .withSecurityOpts(List.of("no-new-privileges:true"))
                .withIpcMode("private")
                .withCgroupnsMode("private")
                .withPidsLimit(PIDS)
                .withMemory(profile.memoryBytes())
                .withMemorySwap(profile.memoryBytes())
                .withNanoCPUs((long) (profile.cpus() * NANO))
                .withUlimits(List.of(new Ulimit("nofile", OPEN_FILES, OPEN_FILES), new Ulimit("core", 0L, 0L)))
                .withTmpFs(Map.of("/tmp", "rw,noexec,nosuid,nodev,size=128m,uid=%d,gid=%d".formatted(user, user)))
                .withMounts(mounts(profile))
                .withLogConfig(
                        new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "10m", "max-file", "3")))
                // The platform itself starts an instance again: it knows the backoff and counts.
                .withRestartPolicy(RestartPolicy.noRestart());
    }

    private static List<Mount> mounts(ContainerProfile profile) {
        var mounts = new ArrayList<>(volumes(profile));
        mounts.addFirst(new Mount()
                .withType(MountType.BIND)
                .withSource(profile.secrets().toString())
                .withTarget(SECRETS)
                .withReadOnly(true));
        return mounts;
    }

    static List<Mount> volumes(ContainerProfile profile) {
        return profile.volumes().entrySet().stream()
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
