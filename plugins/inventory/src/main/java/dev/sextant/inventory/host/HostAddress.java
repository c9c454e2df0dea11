package dev.sextant.inventory.host;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The syntax of a host's address: an IPv4 or IPv6 address or a host name; nothing is looked up. */
final class HostAddress {
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final Pattern NUMERIC_END = Pattern.compile("(?:.*\\.)?(?:\\d+|0[xX][0-9A-Fa-f]*)");
    private static final int LONGEST = 253;

    private HostAddress() {}

    static boolean isValid(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        InetAddress ip = literal(text);
        if (ip != null) {
            return !ip.isAnyLocalAddress() && !ip.isMulticastAddress();
        }
        // A name that ends in a number would be taken for an odd form of an IPv4 address by some resolvers.
        return NAME.matcher(text).matches() && !NUMERIC_END.matcher(text).matches();
    }

    /** One spelling for each address, so that a host is not entered twice. */
    static String canonical(String text) {
        InetAddress ip = literal(text);
        return ip == null ? text.toLowerCase(Locale.ROOT) : ip.getHostAddress();
    }

    private static @Nullable InetAddress literal(String text) {
        boolean ipv6 = text.contains(":") && !text.contains("%") && !text.contains("[");
        if (!ipv6 && !IPV4.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }
}
