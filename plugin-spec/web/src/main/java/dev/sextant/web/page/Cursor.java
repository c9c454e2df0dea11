package dev.sextant.web.page;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.problem.WebError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The place in a list after which a page begins: the sort key of the last item. It is opaque to callers; a checksum
 * finds what was damaged or made up in passing, and a list must still treat the parts as input.
 */
public record Cursor(List<String> parts) {
    private static final int CHECKSUM = 8;
    private static final int LONGEST = 2048;

    public Cursor {
        parts = List.copyOf(parts);
    }

    public static Cursor of(Object... parts) {
        return new Cursor(Stream.of(parts).map(Object::toString).toList());
    }

    /** The cursor of its text form; anything else is a {@code BAD_CURSOR} problem. */
    public static Cursor decode(String text) {
        try {
            if (text.length() > LONGEST) {
                throw bad();
            }
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            byte[] checksum = new byte[CHECKSUM];
            bytes.get(checksum);
            byte[] content = new byte[bytes.remaining()];
            bytes.get(content);
            if (!Arrays.equals(checksum, checksum(content))) {
                throw bad();
            }
            return read(ByteBuffer.wrap(content));
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException | NegativeArraySizeException malformed) {
            throw bad();
        }
    }

    public String encode() {
        byte[] content = content();
        byte[] whole = ByteBuffer.allocate(CHECKSUM + content.length)
                .put(checksum(content))
                .put(content)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    public String text(int index) {
        if (index >= parts.size()) {
            throw bad();
        }
        return parts.get(index);
    }

    public long number(int index) {
        try {
            return Long.parseLong(text(index));
        } catch (NumberFormatException malformed) {
            throw bad();
        }
    }

    public Instant instant(int index) {
        try {
            return Instant.parse(text(index));
        } catch (DateTimeException malformed) {
            throw bad();
        }
    }

    private byte[] content() {
        List<byte[]> encoded = parts.stream()
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toList();
        ByteBuffer buffer = ByteBuffer.allocate(
                encoded.stream().mapToInt(part -> part.length + Integer.BYTES).sum());
        encoded.forEach(part -> buffer.putInt(part.length).put(part));
        return buffer.array();
    }

    private static Cursor read(ByteBuffer content) {
        List<String> parts = new ArrayList<>();
        while (content.hasRemaining()) {
            int length = content.getInt();
            if (length > content.remaining()) {
                throw bad();
            }
            byte[] part = new byte[length];
            content.get(part);
            parts.add(new String(part, StandardCharsets.UTF_8));
        }
        return new Cursor(parts);
    }

    private static byte[] checksum(byte[] content) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(content), CHECKSUM);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ProblemException bad() {
        return new ProblemException(WebError.BAD_CURSOR, "Leave out \"after\" to begin at the first page");
    }
}
