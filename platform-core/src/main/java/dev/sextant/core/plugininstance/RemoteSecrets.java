package dev.sextant.core.plugininstance;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.VolumeOptions;
import dev.sextant.contract.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Brings instances' secrets to an engine of another machine: into volumes in its memory, never onto its disk. */
final class RemoteSecrets {
    private static final String FOLDER = "/secrets";
    private static final int OWNER_ONLY = 0400;
    private static final long MEMORY = 16L << 20;

    private final DockerConnection docker;
    private final String installation;
    private final int user;

    RemoteSecrets(DockerConnection docker, String installation, int user) {
        this.docker = docker;
        this.installation = installation;
        this.user = user;
    }

    /** The mount through which the instance reads them. */
    Mount mount(String instanceId, String target) {
        return new Mount()
                .withType(MountType.VOLUME)
                .withSource(name(instanceId))
                .withTarget(target)
                .withVolumeOptions(new VolumeOptions().withNoCopy(true))
                .withReadOnly(true);
    }

    /** Makes the volume, when it is missing; it is empty as long as no keeper runs. */
    void prepare(String instanceId) {
        docker.call(
                "make the volume of the secrets of " + instanceId,
                client -> client.createVolumeCmd()
                        .withName(name(instanceId))
                        .withDriver("local")
                        .withDriverOpts(Map.of(
                                "type",
                                "tmpfs",
                                "device",
                                "tmpfs",
                                "o",
                                "size=1m,mode=0500,uid=%d,gid=%d,nosuid,nodev,noexec".formatted(user, user)))
                        .withLabels(labels(instanceId))
                        .exec());
    }

    /** Has a keeper hold the volume, and puts the secrets into it. */
    void deliver(String instanceId, Path secrets) {
        prepare(instanceId);
        docker.call("keep the secrets of " + instanceId, client -> {
            var keeper = keeper(client, instanceId);
            start(client, keeper);
            client.copyArchiveToContainerCmd(keeper)
                    .withRemotePath(FOLDER)
                    .withTarInputStream(new ByteArrayInputStream(archive(secrets)))
                    .exec();
            return true;
        });
    }

    void withdraw(String instanceId) {
        docker.call("remove the secrets of " + instanceId, client -> {
            try {
                client.removeContainerCmd(name(instanceId)).withForce(true).exec();
            } catch (NotFoundException gone) {
                // Nothing is held.
            }
            try {
                client.removeVolumeCmd(name(instanceId)).exec();
            } catch (NotFoundException gone) {
                return false;
            }
            return true;
        });
    }

    /** The instances whose secrets lie here. */
    List<String> owners() {
        return docker.call("list volumes of secrets", client -> {
            var found = client.listVolumesCmd()
                    .withFilter("label", List.of(Labels.INSTALLATION + "=" + installation, Labels.SECRETS))
                    .exec()
                    .getVolumes();
            return found == null
                    ? List.of()
                    : found.stream()
                            .map(volume -> volume.getLabels().getOrDefault(Labels.SECRETS, ""))
                            .toList();
        });
    }

    private String keeper(DockerClient client, String instanceId) {
        var image = KeeperImage.make();
        try {
            client.inspectImageCmd(image.id()).exec();
        } catch (NotFoundException missing) {
            client.loadImageCmd(new ByteArrayInputStream(image.archive())).exec();
        }
        try {
            return client.createContainerCmd(image.id())
                    .withName(name(instanceId))
                    .withUser(user + ":" + user)
                    .withLabels(labels(instanceId))
                    .withHostConfig(hostConfig(instanceId))
                    .exec()
                    .getId();
        } catch (ConflictException present) {
            return client.inspectContainerCmd(name(instanceId)).exec().getId();
        }
    }

    private HostConfig hostConfig(String instanceId) {
        return new HostConfig()
                .withNetworkMode("none")
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges:true"))
                .withPidsLimit(4L)
                .withMemory(MEMORY)
                .withMemorySwap(MEMORY)
                .withMounts(List.of(mount(instanceId, FOLDER).withReadOnly(false)));
    }

    private static void start(DockerClient client, String keeper) {
        try {
            client.startContainerCmd(keeper).exec();
        } catch (NotModifiedException running) {
            // It holds what it has; that is written over.
        }
    }

    private byte[] archive(Path secrets) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes);
                var files = Files.list(secrets)) {
            for (var file : files.sorted().toList()) {
                var content = Files.readAllBytes(file);
                var entry = new TarArchiveEntry(file.getFileName().toString());
                entry.setSize(content.length);
                entry.setIds(user, user);
                entry.setMode(OWNER_ONLY);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
            tar.finish();
        } catch (IOException unreadable) {
            throw new ProblemException(
                    InstanceError.SECRETS_FAILED, "The secrets in %s are not readable".formatted(secrets));
        }
        return bytes.toByteArray();
    }

    private Map<String, String> labels(String instanceId) {
        return Map.of(Labels.INSTALLATION, installation, Labels.SECRETS, instanceId);
    }

    private String name(String instanceId) {
        return "sextant-%s-secrets-%s".formatted(installation, instanceId);
    }
}
