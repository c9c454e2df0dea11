package dev.sextant.inventory.host;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Reads the parts of SSH's binary forms. */
final class SshBytes {
    private SshBytes() {}

    /** The next length-prefixed string; a {@link BufferUnderflowException} when it is longer than what is left. */
    static byte[] string(ByteBuffer from) {
        int length = from.getInt();
        if (length < 0 || length > from.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] string = new byte[length];
        from.get(string);
        return string;
    }
}
