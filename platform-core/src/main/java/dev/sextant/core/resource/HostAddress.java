package dev.sextant.core.resource;

import dev.sextant.contract.problem.ProblemException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a host answers, taken apart; addresses that no resource host can have, but that give away secrets of a cloud's
 * machine, are refused each time one is connected to.
 *
 * @param host a name, or an address without brackets; empty for a local socket
 * @param port the port, 0 for a local socket
 */
public record HostAddress(String host, int port) {
    private static final String HOST = "([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{2,45}])";
    private static final Pattern PLAIN = Pattern.compile(HOST + "(?::(\\d{1,5}))?");
    private static final Pattern WEB = Pattern.compile("https?://" + HOST + "(?::(\\d{1,5}))?/?");
    private static final Pattern ENGINE = Pattern.compile("tcp://" + HOST + "(?::(\\d{1,5}))?");
    private static final Pattern SOCKET = Pattern.compile("unix:///[A-Za-z0-9._/-]{1,200}");
    private static final int HIGHEST = 65_535;
    /** Where clouds tell a machine its secrets, besides the link-local addresses. */
    private static final Set<String> METADATA = Set.of(
            "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254", "fd20:ce:0:0:0:0:0:254");

    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    /** The parts of an address in the form of a kind. */
    static HostAddress of(ResourceHost.Kind kind, String address) {
        return switch (kind) {
            case DATABASE -> parts(PLAIN, address, 3306, "HOST or HOST:PORT, for example db.example.org:3306");
            case PROXY -> parts(PLAIN, address, 3128, "HOST or HOST:PORT, for example proxy.example.org:3128");
            case STORAGE ->
                parts(
                        WEB,
                        address,
                        address.startsWith("https") ? 443 : 80,
                        "http(s)://HOST:PORT without a path, for example https://s3.example.org");
            case DOCKER ->
                SOCKET.matcher(address).matches() && !address.contains("..")
                        ? new HostAddress("", 0)
                        : parts(ENGINE, address, 2376, "unix:///PATH or tcp://HOST:PORT");
        };
    }

    /** The address in a URL: an IPv6 address in brackets. */
    public String inUrl() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /**
     * Refuses what must not be connected to. Java keeps what it has looked up for some time, so that the connection that
     * follows goes to an address that was looked at here.
     */
    public HostAddress permitted() {
        if (host.isEmpty()) {
            return this;
        }
        try {
            for (var address : InetAddress.getAllByName(host)) {
                permit(address);
            }
            return this;
        } catch (UnknownHostException unknown) {
            throw new ProblemException(
                    ResourceError.HOST_UNREACHABLE,
                    "The name %s is not known here; write a name that the platform's machine can look up, or an address"
                            .formatted(host),
                    unknown);
        }
    }

    private void permit(InetAddress address) {
        if (isForbidden(address)) {
            throw new ProblemException(
                    ResourceError.HOST_FORBIDDEN,
                    "%s is %s: link-local, metadata, multicast and unspecified addresses are no resource hosts"
                            .formatted(host, address.getHostAddress()));
        }
    }

    private static boolean isForbidden(InetAddress address) {
        var inner = embedded(address);
        return inner.isLinkLocalAddress()
                || inner.isAnyLocalAddress()
                || inner.isMulticastAddress()
                || METADATA.contains(inner.getHostAddress());
    }

    /** The IPv4 address that a translating address stands for. */
    private static InetAddress embedded(InetAddress address) {
        if (address instanceof Inet6Address six && standsForAnother(six)) {
            try {
                return InetAddress.getByAddress(Arrays.copyOfRange(six.getAddress(), NAT64.length, NAT64.length + 4));
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return address;
    }

    private static boolean standsForAnother(Inet6Address address) {
        if (address.isAnyLocalAddress() || address.isLoopbackAddress()) {
            return false;
        }
        return address.isIPv4CompatibleAddress()
                || Arrays.equals(address.getAddress(), 0, NAT64.length, NAT64, 0, NAT64.length);
    }

    private static HostAddress parts(Pattern form, String address, int standard, String hint) {
        Matcher parts = form.matcher(address);
        if (parts.matches()) {
            var port = parts.group(2) == null ? standard : Integer.parseInt(parts.group(2));
            if (port > 0 && port <= HIGHEST) {
                return new HostAddress(parts.group(1).replaceAll("[\\[\\]]", ""), port);
            }
        }
        throw new ProblemException(
                ResourceError.HOST_ADDRESS, "'%s' is not an address of this kind; write %s".formatted(address, hint));
    }
}
