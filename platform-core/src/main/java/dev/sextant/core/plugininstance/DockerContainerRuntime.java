package dev.sextant.core.plugininstance;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.LoadImageCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Network;
import dev.sextant.contract.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A Docker Engine of this machine or of another. */
final class DockerContainerRuntime implements ContainerRuntime {
    private final DockerConnection docker;
    private final String installation;
    private final int user;
    private final DockerStreams streams;

    DockerContainerRuntime(DockerConnection docker, String installation, int user) {
        this.docker = docker;
        this.installation = installation;
        this.user = user;
        this.streams = new DockerStreams(docker, installation);
    }

    @Override
    public EngineFacts facts() {
        return docker.call("info", client -> {
            var info = client.infoCmd().exec();
            return new EngineFacts(
                    String.valueOf(info.getServerVersion()),
                    info.getNCPU() == null ? 0 : info.getNCPU(),
                    info.getMemTotal() == null ? 0 : info.getMemTotal());
        });
    }

    @Override
    public boolean hasImage(String imageId) {
        return docker.call("inspect image " + imageId, client -> {
            try {
                return imageId.equals(client.inspectImageCmd(imageId).exec().getId());
            } catch (NotFoundException missing) {
                return false;
            }
        });
    }

    @Override
    public void load(InputStream archive) {
        docker.call("load image", client -> {
            client.loadImageAsyncCmd(archive).exec(new LoadImageCallback()).awaitMessage();
            return true;
        });
    }

    @Override
    public String ensureNetwork(String name, boolean internal) {
        return docker.call("make network " + name, client -> {
            var found = network(client, name);
            if (found.isEmpty()) {
                client.createNetworkCmd()
                        .withName(name)
                        .withDriver("bridge")
                        .withInternal(internal)
                        .withCheckDuplicate(true)
                        .withLabels(Map.of(Labels.INSTALLATION, installation))
                        .exec();
                found = network(client, name);
            }
            return gateway(found.orElseThrow(() -> new IllegalStateException("network " + name + " vanished")));
        });
    }

    @Override
    public void removeNetwork(String name) {
        docker.call("remove network " + name, client -> {
            network(client, name)
                    .filter(found -> installation.equals(found.getLabels().get(Labels.INSTALLATION)))
                    .ifPresent(found -> client.removeNetworkCmd(found.getId()).exec());
            return true;
        });
    }

    @Override
    public String create(ContainerProfile profile) {
        return docker.call("create container " + profile.name(), client -> {
            if (!profile.volumes().isEmpty()) {
                giveVolumesToUser(client, profile);
            }
            var id = createOrFind(client, profile);
            if (profile.targetsNetwork() != null) {
                connect(client, id, profile.targetsNetwork());
            }
            return id;
        });
    }

    private String createOrFind(DockerClient client, ContainerProfile profile) {
        try {
            return client.createContainerCmd(profile.imageId())
                    .withName(profile.name())
                    .withUser(user + ":" + user)
                    .withEnv(profile.environment().entrySet().stream()
                            .map(variable -> variable.getKey() + "=" + variable.getValue())
                            .sorted()
                            .toList())
                    .withLabels(profile.labels())
                    // Health is asked over the network, as a caller would; a check inside would cost a process each
                    // time.
                    .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
                    .withHostConfig(profile.closed(user).hostConfig())
                    .exec()
                    .getId();
        } catch (ConflictException present) {
            return client.inspectContainerCmd(profile.name()).exec().getId();
        }
    }

    /**
     * A new volume belongs to root. A container that is never started mounts it, and an archive that is unpacked there
     * hands it to the user; this works on engines of other machines too.
     */
    private void giveVolumesToUser(DockerClient client, ContainerProfile profile) {
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
                .withTarInputStream(new ByteArrayInputStream(
                        FolderEntries.ownedBy(user, profile.volumes().values())))
                .exec();
        remove(id);
    }

    private static void connect(DockerClient client, String containerId, String network) {
        var networks = client.inspectContainerCmd(containerId)
                .exec()
                .getNetworkSettings()
                .getNetworks();
        if (!networks.containsKey(network)) {
            client.connectToNetworkCmd()
                    .withContainerId(containerId)
                    .withNetworkId(network)
                    .exec();
        }
    }

    @Override
    public void start(String containerId) {
        docker.call("start container " + containerId, client -> {
            try {
                client.startContainerCmd(containerId).exec();
            } catch (NotModifiedException running) {
                return false;
            }
            return true;
        });
    }

    @Override
    public void stop(String containerId, Duration grace) {
        docker.call("stop container " + containerId, client -> {
            try {
                client.stopContainerCmd(containerId)
                        .withTimeout((int) grace.toSeconds())
                        .exec();
            } catch (NotModifiedException | NotFoundException over) {
                return false;
            }
            return true;
        });
    }

    @Override
    public void remove(String containerId) {
        docker.call("remove container " + containerId, client -> {
            try {
                client.removeContainerCmd(containerId).withForce(true).exec();
            } catch (NotFoundException gone) {
                return false;
            }
            return true;
        });
    }

    @Override
    public Optional<ContainerStatus> inspect(String containerId, String network) {
        return docker.call("inspect container " + containerId, client -> {
            try {
                return Optional.of(
                        status(client.inspectContainerCmd(containerId).exec(), network));
            } catch (NotFoundException gone) {
                return Optional.<ContainerStatus>empty();
            }
        });
    }

    @Override
    public List<OwnedContainer> owned() {
        return docker.call(
                "list containers",
                client -> client
                        .listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(List.of(Labels.INSTALLATION + "=" + installation, Labels.INSTANCE))
                        .exec()
                        .stream()
                        .map(container -> new OwnedContainer(
                                container.getId(), container.getLabels().getOrDefault(Labels.INSTANCE, "")))
                        .toList());
    }

    @Override
    public ContainerUsage usage(String containerId) {
        return streams.usage(containerId);
    }

    @Override
    public List<LogLine> logs(String containerId, int tail) {
        return streams.logs(containerId, tail);
    }

    @Override
    public Closeable follow(String containerId, int tail, Consumer<LogLine> lines, Runnable end) {
        return streams.follow(containerId, tail, lines, end);
    }

    @Override
    public AutoCloseable watch(Consumer<String> ended, Runnable lost) {
        return streams.watch(ended, lost);
    }

    private static Optional<Network> network(DockerClient client, String name) {
        return client.listNetworksCmd().withNameFilter(name).exec().stream()
                .filter(network -> network.getName().equals(name))
                .findFirst();
    }

    private static String gateway(Network network) {
        return network.getIpam().getConfig().stream()
                .map(Network.Ipam.Config::getGateway)
                .filter(address -> address != null && !address.contains(":"))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        InstanceError.ENGINE_REFUSED,
                        "The network %s has no gateway address; remove it so that the platform makes it anew"
                                .formatted(network.getName())));
    }

    private static ContainerStatus status(InspectContainerResponse container, String network) {
        var state = container.getState();
        var running = Boolean.TRUE.equals(state.getRunning());
        var exit = state.getExitCodeLong();
        return new ContainerStatus(
                container.getId(),
                running,
                exit == null ? 0 : exit,
                Boolean.TRUE.equals(state.getOOMKilled()),
                running ? address(container, network) : null,
                instant(state.getStartedAt()));
    }

    private static @Nullable String address(InspectContainerResponse container, String network) {
        ContainerNetwork attached = container.getNetworkSettings().getNetworks().get(network);
        var address = attached == null ? null : attached.getIpAddress();
        return address == null || address.isEmpty() ? null : address;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null || text.startsWith("0001") ? null : Instant.parse(text);
        } catch (DateTimeParseException unknown) {
            return null;
        }
    }
}
