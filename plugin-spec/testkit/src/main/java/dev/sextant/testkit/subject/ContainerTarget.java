package dev.sextant.testkit.subject;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.LoadImageCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.sextant.container.ClosedProfile;
import dev.sextant.contract.manifest.Capability;
import dev.sextant.contract.manifest.ContainerSpec;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.testkit.platform.PluginSecrets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/** A plugin's image in a container, a network and volumes of the kit's own, all of which go when it is closed. */
public final class ContainerTarget implements PluginTarget {
    private static final String LABEL = "sextant.testkit";
    private static final String DATA = "/data";
    private static final int PLATFORM_USER = 10_001;
    private static final int OWNER_ONLY = 0700;
    private static final Duration ANSWER = Duration.ofSeconds(120);

    private final PluginImage image;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final DockerClient docker;
    private final PluginSecrets secrets = PluginSecrets.temporary();
    private final int user;
    private final String network;
    private final String gateway;
    private final List<String> containers = new ArrayList<>();
    private final List<String> networks = new ArrayList<>();
    private final List<String> volumes = new ArrayList<>();
    private @Nullable DockerContainer running;

    /** A plugin whose container is made on an engine of this machine. */
    public ContainerTarget(PluginImage image, URI engine) {
        this.image = image;
        this.docker = client(engine);
        this.user = isRoot() ? PLATFORM_USER : ownUser();
        this.network = "sextant-testkit-" + run;
        this.gateway = makeNetwork(network, true);
    }

    @Override
    public String name() {
        return image.name();
    }

    @Override
    public byte[] manifest() {
        return image.manifest();
    }

    @Override
    public InetSocketAddress platformAddress() {
        return new InetSocketAddress(gateway, 0);
    }

    @Override
    public PluginSecrets secrets() {
        return secrets;
    }

    @Override
    public URI launch(PluginManifest manifest, URI platform) {
        load();
        if (isRoot()) {
            secrets.giveTo(user);
        }
        ContainerSpec spec = manifest.containers().getFirst();
        Map<String, String> points = new LinkedHashMap<>();
        mountPoints(manifest).forEach((name, path) -> points.put(network + "-" + name, path));
        ClosedProfile profile = new ClosedProfile(network, spec.memory(), spec.cpu(), secrets.folder(), points, user);
        if (!points.isEmpty()) {
            giveVolumesToUser(profile);
        }
        String id = create(manifest, profile, platform);
        if (spec.capabilities().contains(Capability.REACH_TARGETS)) {
            String targets = network + "-targets";
            makeNetwork(targets, false);
            docker.connectToNetworkCmd()
                    .withContainerId(id)
                    .withNetworkId(targets)
                    .exec();
        }
        DockerContainer container = new DockerContainer(docker, id, network, spec.port());
        running = container;
        return container.startAgain();
    }

    @Override
    public Optional<RunningContainer> container() {
        return Optional.ofNullable(running);
    }

    @Override
    public void close() {
        containers.forEach(this::removeContainer);
        networks.reversed().forEach(name -> docker.removeNetworkCmd(name).exec());
        volumes.forEach(name -> docker.removeVolumeCmd(name).exec());
        secrets.close();
        try {
            docker.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void load() {
        try {
            docker.inspectImageCmd(image.id()).exec();
        } catch (NotFoundException missing) {
            try (InputStream archive = image.archive().open()) {
                docker.loadImageAsyncCmd(archive).exec(new LoadImageCallback()).awaitMessage();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private String create(PluginManifest manifest, ClosedProfile profile, URI platform) {
        String id = docker.createContainerCmd(image.id())
                .withName(network)
                .withUser(user + ":" + user)
                .withEnv(environment(manifest, platform, profile.volumes().containsValue(DATA)))
                .withLabels(Map.of(LABEL, run))
                .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
                .withHostConfig(profile.hostConfig())
                .exec()
                .getId();
        containers.add(id);
        return id;
    }

    private List<String> environment(PluginManifest manifest, URI platform, boolean keepsData) {
        List<String> variables = new ArrayList<>(List.of(
                "SEXTANT_PLUGIN_NAME=" + manifest.name(),
                "SEXTANT_PLUGIN_VERSION=" + manifest.version(),
                "SEXTANT_INSTANCE_ID=testkit-" + run,
                "SEXTANT_GATEWAY_URL=" + platform,
                "SEXTANT_SECRETS=" + ClosedProfile.SECRETS,
                "TZ=" + ZoneId.systemDefault().getId()));
        if (keepsData) {
            variables.add("SEXTANT_DATA=" + DATA);
        }
        return variables;
    }

    private static Map<String, String> mountPoints(PluginManifest manifest) {
        Map<String, String> points =
                new LinkedHashMap<>(manifest.containers().getFirst().volumes());
        boolean keepsData = !manifest.databases().isEmpty() || !points.isEmpty();
        if (keepsData && !points.containsValue(DATA)) {
            points.put("data", DATA);
        }
        return points;
    }

    /** A new volume belongs to root; a container that never starts mounts it, and an archive unpacked there hands it over. */
    private void giveVolumesToUser(ClosedProfile profile) {
        for (String name : profile.volumes().keySet()) {
            docker.createVolumeCmd()
                    .withName(name)
                    .withLabels(Map.of(LABEL, run))
                    .exec();
            volumes.add(name);
        }
        String id = docker.createContainerCmd(image.id())
                .withLabels(Map.of(LABEL, run))
                .withHostConfig(new HostConfig().withNetworkMode("none").withMounts(profile.volumeMounts()))
                .exec()
                .getId();
        docker.copyArchiveToContainerCmd(id)
                .withRemotePath("/")
                .withTarInputStream(new ByteArrayInputStream(folders(profile)))
                .exec();
        removeContainer(id);
    }

    private byte[] folders(ClosedProfile profile) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream archive = new TarArchiveOutputStream(bytes)) {
            for (String path : profile.volumes().values()) {
                TarArchiveEntry folder = new TarArchiveEntry(path.substring(1) + "/");
                folder.setIds(user, user);
                folder.setMode(OWNER_ONLY);
                archive.putArchiveEntry(folder);
                archive.closeArchiveEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private String makeNetwork(String name, boolean internal) {
        docker.createNetworkCmd()
                .withName(name)
                .withDriver("bridge")
                .withInternal(internal)
                .withLabels(Map.of(LABEL, run))
                .exec();
        networks.add(name);
        return docker.inspectNetworkCmd().withNetworkId(name).exec().getIpam().getConfig().stream()
                .map(Network.Ipam.Config::getGateway)
                .filter(address -> address != null && !address.contains(":"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The network " + name + " has no gateway address"));
    }

    private void removeContainer(String id) {
        try {
            docker.removeContainerCmd(id).withForce(true).exec();
        } catch (NotFoundException gone) {
            // It is what was wanted.
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int ownUser() {
        try {
            return (Integer) java.nio.file.Files.getAttribute(java.nio.file.Path.of("/proc/self"), "unix:uid");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static DockerClient client(URI engine) {
        return DockerClientImpl.getInstance(
                DefaultDockerClientConfig.createDefaultConfigBuilder()
                        .withDockerHost(engine.toString())
                        .withDockerTlsVerify(false)
                        .build(),
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(engine)
                        .responseTimeout(ANSWER)
                        .build());
    }
}
