package dev.sextant.contract.wire;

import java.time.Instant;
import java.util.Base64;

/**
 * A piece of a record's output. Both streams of a record share one byte offset, in the order in which they were read.
 *
 * @param callbackParameter the record
 * @param offset how many bytes of this record came before
 * @param stream which stream it was written to
 * @param data the bytes in base64
 * @param at when they were read
 */
public record Chunk(String callbackParameter, long offset, Stream stream, String data, Instant at) {

    /** Standard output or standard error. */
    public enum Stream {
        OUT,
        ERR
    }

    /** A piece from its bytes. */
    public static Chunk of(String callbackParameter, long offset, Stream stream, byte[] bytes, Instant at) {
        return new Chunk(callbackParameter, offset, stream, Base64.getEncoder().encodeToString(bytes), at);
    }

    /** The decoded bytes; fails with IllegalArgumentException when they are not base64. */
    public byte[] bytes() {
        return Base64.getDecoder().decode(data);
    }
}
