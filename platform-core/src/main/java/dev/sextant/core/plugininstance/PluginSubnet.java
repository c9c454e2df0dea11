package dev.sextant.core.plugininstance;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** The addresses of a network of which this host is the gateway. */
final class PluginSubnet {
    private PluginSubnet() {}

    /** Such as {@code 172.18.0.0/16}; null when the gateway's address is none of this host's. */
    static @Nullable String of(String gateway) {
        try {
            var address = InetAddress.ofLiteral(gateway);
            var device = NetworkInterface.getByInetAddress(address);
            if (device == null) {
                return null;
            }
            return device.getInterfaceAddresses().stream()
                    .filter(one -> one.getAddress().equals(address))
                    .map(PluginSubnet::text)
                    .findFirst()
                    .orElse(null);
        } catch (SocketException | IllegalArgumentException unknown) {
            return null;
        }
    }

    private static String text(InterfaceAddress address) {
        int bits = address.getNetworkPrefixLength();
        byte[] bytes = address.getAddress().getAddress();
        for (int bit = bits; bit < bytes.length * Byte.SIZE; bit++) {
            bytes[bit / Byte.SIZE] &= (byte) ~(0x80 >> (bit % Byte.SIZE));
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + bits;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
