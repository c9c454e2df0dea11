package dev.sextant.gateway.route;

import java.net.InetAddress;

/** An IP network in CIDR notation, such as {@code 10.0.0.0/8}. */
record Network(InetAddress base, int prefix) {

    static Network parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("\"%s\" is not a network: write address/prefix".formatted(text));
        }
        InetAddress base = InetAddress.ofLiteral(text.substring(0, slash).strip());
        int prefix = Integer.parseInt(text.substring(slash + 1).strip());
        if (prefix < 0 || prefix > base.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("\"%s\" is not a network: the prefix is out of range".formatted(text));
        }
        return new Network(base, prefix);
    }

    boolean contains(InetAddress address) {
        byte[] ours = base.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
