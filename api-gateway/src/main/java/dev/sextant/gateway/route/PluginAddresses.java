package dev.sextant.gateway.route;

import dev.sextant.gateway.GatewaySettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Which addresses a plugin instance may have. Only numeric ones, so that no name service decides where requests go;
 * never link-local ones, behind which clouds keep their metadata.
 */
@Component
class PluginAddresses {
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|\\[[0-9A-Fa-f:.]+]");
    private static final Set<String> METADATA = Set.of("169.254.169.254", "100.100.100.200", "fd00:ec2:0:0:0:0:0:254");

    private final List<Network> allowed;

    PluginAddresses(GatewaySettings settings) {
        this.allowed = settings.pluginNetworks().stream().map(Network::parse).toList();
    }

    /** Why a request may not go to this address, or empty when it may. */
    Optional<String> objection(String address) {
        try {
            return objection(new URI(address));
        } catch (URISyntaxException malformed) {
            return Optional.of("it is not of the form http://<address>:<port>");
        }
    }

    private Optional<String> objection(URI address) {
        if (!"http".equals(address.getScheme()) || address.getPort() < 1 || address.getPort() > 65535) {
            return Optional.of("it is not of the form http://<address>:<port>");
        }
        if (address.getRawUserInfo() != null
                || !address.getRawPath().isEmpty()
                || address.getRawQuery() != null
                || address.getRawFragment() != null) {
            return Optional.of("it has more parts than scheme, address and port");
        }
        return address.getHost() == null || !NUMERIC.matcher(address.getHost()).matches()
                ? Optional.of("its host is not a numeric address")
                : objectionToHost(address.getHost());
    }

    private Optional<String> objectionToHost(String numericHost) {
        InetAddress ip;
        try {
            ip = InetAddress.ofLiteral(numericHost.replaceAll("[\\[\\]]", ""));
        } catch (IllegalArgumentException malformed) {
            return Optional.of("its host is not a numeric address");
        }
        if (ip.isLinkLocalAddress() || ip.isAnyLocalAddress() || ip.isMulticastAddress() || isMetadata(ip)) {
            return Optional.of("requests never go to link-local, metadata, multicast or unspecified addresses");
        }
        return allowed.stream().anyMatch(network -> network.contains(ip))
                ? Optional.empty()
                : Optional.of("it is in none of the networks of sextant.gateway.plugin-networks");
    }

    private static boolean isMetadata(InetAddress ip) {
        return METADATA.contains(ip.getHostAddress());
    }
}
