package dev.sextant.jobexecution.ssh;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Resolves an address once and refuses what is no host: this machine, link-local and metadata addresses. */
final class TargetAddresses {
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b};

    private final boolean allowLoopback;

    TargetAddresses(boolean allowLoopback) {
        this.allowLoopback = allowLoopback;
    }

    InetSocketAddress resolve(String address, int port) throws SshFailure {
        if (port < 1 || port > 65535) {
            throw new SshFailure(SshFailure.Reason.ADDRESS_REFUSED, "port " + port + " is not between 1 and 65535");
        }
        InetAddress resolved = lookUp(address);
        if (refused(resolved)) {
            throw new SshFailure(
                    SshFailure.Reason.ADDRESS_REFUSED,
                    printable(address)
                            + " is a loopback, link-local, multicast or metadata address: not allowed as a target");
        }
        return new InetSocketAddress(resolved, port);
    }

    private static InetAddress lookUp(String address) throws SshFailure {
        if (address.isBlank()) {
            throw new SshFailure(SshFailure.Reason.ADDRESS_REFUSED, "the host has no address");
        }
        try {
            return InetAddress.getByName(address.strip());
        } catch (UnknownHostException unknown) {
            throw new SshFailure(
                    SshFailure.Reason.NAME_NOT_RESOLVED, "the name " + printable(address) + " cannot be resolved");
        }
    }

    private boolean refused(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return !allowLoopback;
        }
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address && Arrays.equals(Arrays.copyOf(bytes, 4), NAT64)) {
            return refused(embedded(bytes));
        }
        return address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || metadata(address);
    }

    private static InetAddress embedded(byte[] bytes) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** 169.254.169.254 is link-local already; these are the others in use, and the limited broadcast. */
    private static boolean metadata(InetAddress address) {
        String text = address.getHostAddress();
        return address instanceof Inet4Address
                ? text.equals("100.100.100.200") || text.startsWith("0.") || text.equals("255.255.255.255")
                : text.equals("fd00:ec2:0:0:0:0:0:254");
    }

    private static String printable(String address) {
        String clean = address.replaceAll("[^ -~]", "?");
        return clean.substring(0, Math.min(80, clean.length()));
    }
}
