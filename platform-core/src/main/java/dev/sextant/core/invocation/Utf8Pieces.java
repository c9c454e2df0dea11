package dev.sextant.core.invocation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Turns bytes that come in pieces into text: a character that lies across a border belongs to the later piece. */
final class Utf8Pieces {
    private static final byte[] NONE = new byte[0];

    private byte[] rest = NONE;
    private long next;

    Utf8Pieces(long offset) {
        next = offset;
    }

    /** Where the bytes begin that have not become text yet. */
    long next() {
        return next;
    }

    /** The text that is whole by now; at the last piece all of it. */
    Optional<RecordOutput.Item> add(byte[] bytes, boolean last, OutputIndex.Piece piece) {
        byte[] all = Arrays.copyOf(rest, rest.length + bytes.length);
        System.arraycopy(bytes, 0, all, rest.length, bytes.length);
        int whole = last ? all.length : whole(all);
        rest = Arrays.copyOfRange(all, whole, all.length);
        if (whole == 0) {
            return Optional.empty();
        }
        var item = new RecordOutput.Item(
                next,
                whole,
                new String(all, 0, whole, StandardCharsets.UTF_8),
                piece.stream().name(),
                Instant.ofEpochMilli(piece.at()));
        next += whole;
        return Optional.of(item);
    }

    /** How many bytes end with a whole character, or with one that can never become whole. */
    static int whole(byte[] bytes) {
        int length = bytes.length;
        for (int back = 1; back <= Math.min(3, length); back++) {
            int lead = bytes[length - back] & 0xff;
            if (lead >= 0xc0) {
                int needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
                return needed > back && lead < 0xf8 ? length - back : length;
            }
            if (lead < 0x80) {
                return length;
            }
        }
        return length;
    }
}
