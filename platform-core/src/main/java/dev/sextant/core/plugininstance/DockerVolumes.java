package dev.sextant.core.plugininstance;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import java.io.ByteArrayInputStream;
import java.util.Map;

/** The volumes of a plugin, which hold its data. */
record DockerVolumes(DockerClient client, String installation, int user) {

    /**
     * A new volume belongs to root. A container that is never started mounts it, and an archive that is unpacked there
     * hands it to the user; this works on engines of other machines too.
     */
    void give(ContainerProfile profile) {
        var ours = Map.of(Labels.INSTALLATION, installation);
        profile.volumes()
                .keySet()
                .forEach(volume -> client.createVolumeCmd()
                        .withName(volume)
                        .withLabels(ours)
                        .exec());
        var name = profile.name() + "-volumes";
        remove(name);
        var id = client.createContainerCmd(profile.imageId())
                .withName(name)
                .withLabels(Map.of(
                        Labels.INSTALLATION,
                        installation,
                        Labels.INSTANCE,
                        profile.labels().getOrDefault(Labels.INSTANCE, "")))
                .withHostConfig(new HostConfig()
                        .withNetworkMode("none")
                        .withMounts(profile.closed(user).volumeMounts()))
                .exec()
                .getId();
        client.copyArchiveToContainerCmd(id)
                .withRemotePath("/")
                .withTarInputStream(new ByteArrayInputStream(folders(profile)))
                .exec();
        remove(id);
    }

    /** Which user an image takes is its own business: its folders are open to all users that there are in its containers. */
    private byte[] folders(ContainerProfile profile) {
        var paths = profile.volumes().values();
        return profile.writableRoot() ? FolderEntries.openToAll(paths) : FolderEntries.ownedBy(user, paths);
    }

    private void remove(String containerId) {
        try {
            client.removeContainerCmd(containerId).withForce(true).exec();
        } catch (NotFoundException gone) {
            // That is what is wanted.
        }
    }
}
