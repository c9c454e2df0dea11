package dev.sextant.core.plugininstance;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.LoadImageCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.sextant.container.ClosedProfile;
import java.io.Closeable;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Docker Engine of this machine or of another. Another machine's containers are not reached at their own addresses: their
 * port is published there on one address.
 */
final class DockerContainerRuntime implements ContainerRuntime {
    private final DockerConnection docker;
    private final String installation;
    private final int user;
    private final @Nullable String publishAddress;
    private final DockerNetworks networks;
    private final RemoteSecrets remote;
    private final DockerStreams streams;

    DockerContainerRuntime(DockerConnection docker, String installation, int user) {
        this(docker, installation, user, null);
    }

    DockerContainerRuntime(DockerConnection docker, String installation, int user, @Nullable String publishAddress) {
        this.publishAddress = publishAddress;
        this.networks = new DockerNetworks(docker, installation, publishAddress != null);
        this.remote = new RemoteSecrets(docker, installation, user);
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
        return networks.ensure(name, internal);
    }

    @Override
    public void removeNetwork(String name) {
        networks.remove(name);
    }

    @Override
    public List<String> ownedNetworks() {
        return networks.owned();
    }

    @Override
    public boolean removeImage(String imageId) {
        return docker.call("remove image " + imageId, client -> {
            try {
                // Its names too, but no container's image: that the engine refuses.
                client.removeImageCmd(imageId).withForce(false).exec();
                return true;
            } catch (NotFoundException gone) {
                return true;
            } catch (ConflictException used) {
                return false;
            }
        });
    }

    @Override
    public void close() {
        docker.close();
    }

    @Override
    public String create(ContainerProfile profile) {
        return docker.call("create container " + profile.name(), client -> {
            if (!profile.volumes().isEmpty()) {
                new DockerVolumes(client, installation, user).give(profile);
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
            var port = ExposedPort.tcp(profile.port());
            var command = client.createContainerCmd(profile.imageId())
                    .withExposedPorts(publishAddress == null ? List.of() : List.of(port))
                    .withName(profile.name())
                    .withEnv(profile.environment().entrySet().stream()
                            .map(variable -> variable.getKey() + "=" + variable.getValue())
                            .sorted()
                            .toList())
                    .withLabels(profile.labels())
                    // Health is asked over the network, as a caller would; a check inside would cost a process each
                    // time.
                    .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
                    .withHostConfig(hostConfig(profile, port));
            return (profile.writableRoot() ? command : command.withUser(user + ":" + user))
                    .exec()
                    .getId();
        } catch (ConflictException present) {
            return client.inspectContainerCmd(profile.name()).exec().getId();
        }
    }

    private HostConfig hostConfig(ContainerProfile profile, ExposedPort port) {
        var closed = profile.closed(user).hostConfig();
        if (publishAddress == null) {
            return closed;
        }
        var instanceId = profile.labels().getOrDefault(Labels.INSTANCE, "");
        remote.prepare(instanceId);
        var mounts = Objects.requireNonNull(closed.getMounts()).stream()
                .map(mount -> ClosedProfile.SECRETS.equals(mount.getTarget())
                        ? remote.mount(instanceId, ClosedProfile.SECRETS)
                        : mount)
                .toList();
        return closed.withMounts(mounts).withPortBindings(new PortBinding(Ports.Binding.bindIp(publishAddress), port));
    }

    @Override
    public void deliver(String instanceId, Path secrets) {
        if (publishAddress != null) {
            remote.deliver(instanceId, secrets);
        }
    }

    @Override
    public void withdraw(String instanceId) {
        if (publishAddress != null) {
            remote.withdraw(instanceId);
        }
    }

    @Override
    public List<String> delivered() {
        return publishAddress == null ? List.of() : remote.owners();
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

    private ContainerStatus status(InspectContainerResponse container, String network) {
        var state = container.getState();
        var running = Boolean.TRUE.equals(state.getRunning());
        var exit = state.getExitCodeLong();
        return new ContainerStatus(
                container.getId(),
                running,
                exit == null ? 0 : exit,
                Boolean.TRUE.equals(state.getOOMKilled()),
                running ? (publishAddress == null ? address(container, network) : published(container)) : null,
                instant(state.getStartedAt()));
    }

    private @Nullable String published(InspectContainerResponse container) {
        var ports = container.getNetworkSettings().getPorts();
        return ports == null
                ? null
                : ports.getBindings().values().stream()
                        .filter(bindings -> bindings != null && bindings.length > 0)
                        .map(bindings -> publishAddress + ":" + bindings[0].getHostPortSpec())
                        .findFirst()
                        .orElse(null);
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
