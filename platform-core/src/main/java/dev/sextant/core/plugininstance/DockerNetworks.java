package dev.sextant.core.plugininstance;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Network;
import dev.sextant.contract.problem.ProblemException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The networks of a Docker Engine: one for each plugin, and the one of the targets. */
final class DockerNetworks {
    private static final Logger LOG = LoggerFactory.getLogger(DockerNetworks.class);

    private final DockerConnection docker;
    private final String installation;
    private final boolean published;

    /** With {@code published}, the containers' ports are published, as their own addresses are not reached. */
    DockerNetworks(DockerConnection docker, String installation, boolean published) {
        this.docker = docker;
        this.installation = installation;
        this.published = published;
    }

    /** One at a time: Docker lets two networks have one name when they are made at once. */
    synchronized String ensure(String name, boolean internal) {
        return docker.call("make network " + name, client -> {
            if (networks(client, name).isEmpty()) {
                create(client, name, internal);
            }
            var found = networks(client, name);
            if (found.isEmpty()) {
                throw new IllegalStateException("network " + name + " vanished");
            }
            // Another core's was made at the same moment: all keep the same one.
            found.stream().skip(1).forEach(twin -> removeUnused(client, twin));
            return gateway(found.getFirst());
        });
    }

    private void create(DockerClient client, String name, boolean internal) {
        client.createNetworkCmd()
                .withName(name)
                .withDriver("bridge")
                .withInternal(internal && !published)
                .withOptions(closing(internal))
                .withCheckDuplicate(true)
                .withLabels(
                        internal
                                ? Map.of(Labels.INSTALLATION, installation, Labels.NETWORK, "plugin")
                                : Map.of(Labels.INSTALLATION, installation))
                .exec();
    }

    private void removeUnused(DockerClient client, Network twin) {
        try {
            if (isOurs(twin)) {
                client.removeNetworkCmd(twin.getId()).exec();
            }
        } catch (DockerException used) {
            LOG.warn(
                    "The network {} is there twice; {} is in use: {}", twin.getName(), twin.getId(), used.getMessage());
        }
    }

    void remove(String name) {
        docker.call("remove network " + name, client -> {
            networks(client, name).stream()
                    .filter(this::isOurs)
                    .forEach(found -> client.removeNetworkCmd(found.getId()).exec());
            return true;
        });
    }

    /** Docker publishes no port of an internal network; without masquerading, no answer finds back from outside either. */
    private Map<String, String> closing(boolean internal) {
        return internal && published ? Map.of("com.docker.network.bridge.enable_ip_masquerade", "false") : Map.of();
    }

    List<String> owned() {
        return docker.call(
                "list networks",
                client -> client
                        .listNetworksCmd()
                        .withFilter(
                                "label", List.of(Labels.INSTALLATION + "=" + installation, Labels.NETWORK + "=plugin"))
                        .exec()
                        .stream()
                        .map(Network::getName)
                        .toList());
    }

    private boolean isOurs(Network network) {
        return installation.equals(network.getLabels().get(Labels.INSTALLATION));
    }

    private static List<Network> networks(DockerClient client, String name) {
        return client.listNetworksCmd().withNameFilter(name).exec().stream()
                .filter(network -> network.getName().equals(name))
                .sorted(Comparator.comparing(Network::getId))
                .toList();
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
}
