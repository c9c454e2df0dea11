package dev.sextant.inventory.host;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/** Wraps older forms of private keys into PKCS#8, the one that Java reads. */
final class Der {
    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int PARAMETERS = 0xA0;

    private Der() {}

    static byte[] pkcs8OfRsa(byte[] pkcs1) {
        return element(SEQUENCE, VERSION_0, element(SEQUENCE, RSA), element(OCTETS, pkcs1));
    }

    /** Empty when the key does not name its curve, or is none. */
    static Optional<byte[]> pkcs8OfEc(byte[] sec1) {
        return curveOf(sec1)
                .map(curve -> element(SEQUENCE, VERSION_0, element(SEQUENCE, EC, curve), element(OCTETS, sec1)));
    }

    /** The object identifier under the tag [0] of an ECPrivateKey. */
    private static Optional<byte[]> curveOf(byte[] sec1) {
        try {
            ByteBuffer key = content(ByteBuffer.wrap(sec1));
            while (key.hasRemaining()) {
                int tag = key.get(key.position()) & 0xFF;
                ByteBuffer content = content(key);
                if (tag == PARAMETERS) {
                    byte[] curve = new byte[content.remaining()];
                    content.get(curve);
                    return Optional.of(curve);
                }
            }
            return Optional.empty();
        } catch (RuntimeException malformed) {
            return Optional.empty();
        }
    }

    /** Reads one element and gives its content; the given buffer stands behind it then. */
    private static ByteBuffer content(ByteBuffer from) {
        from.get();
        int length = from.get() & 0xFF;
        if (length > 0x7F) {
            int bytes = length & 0x7F;
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = (length << 8) | (from.get() & 0xFF);
            }
        }
        ByteBuffer content = from.slice(from.position(), length);
        from.position(from.position() + length);
        return content;
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        int length = content.size();
        if (length > 0x7F) {
            element.write(0x82);
            element.write(length >> 8);
        }
        element.write(length);
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }
}
