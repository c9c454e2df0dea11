package dev.sextant.auth.subsystem;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** The addresses of a network, written like {@code 172.18.0.0/16}. */
record AddressRange(InetAddress base, int bits) {
    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]{2,45})/([0-9]{1,3})");
    private static final int SMALLEST_PREFIX = 8;

    /** The range of a text; fails with IllegalArgumentException when it is none, or one that spans the world. */
    static AddressRange of(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("write a network like 172.18.0.0/16");
        }
        var base = InetAddress.ofLiteral(parts.group(1));
        int bits = Integer.parseInt(parts.group(2));
        if (bits < SMALLEST_PREFIX || bits > base.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("a plugin's network has a prefix of at least 8 bits");
        }
        return new AddressRange(base, bits);
    }

    boolean contains(String address) {
        try {
            return sharesPrefix(InetAddress.ofLiteral(address).getAddress());
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private boolean sharesPrefix(byte[] other) {
        byte[] mine = base.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((mine[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + bits;
    }
}
