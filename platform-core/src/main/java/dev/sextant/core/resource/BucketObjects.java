package dev.sextant.core.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What lies in buckets, each reached with the credential that opens it alone. */
public interface BucketObjects {
    /** The first objects that a query asks for, in the storage's own order. */
    List<BucketObject> list(BucketAccess access, Query query);

    /** An object from its beginning; the caller closes it. */
    Content open(BucketAccess access, String key);

    /** Makes the bucket; nothing happens when it is there. */
    void create(BucketAccess access);

    /** Removes all that is in the bucket, parts that nobody has completed among it. */
    void clear(BucketAccess access);

    /** Writes an object, whole or not at all. */
    void put(BucketAccess access, String key, Source source);

    /**
     * What becomes an object.
     *
     * @param size how many bytes
     * @param opener gives the bytes from their beginning, each time anew
     */
    record Source(long size, Opener opener) {
        /** The bytes; the caller closes them. */
        public InputStream open() {
            try {
                return opener.open();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** Gives the bytes of a source. */
    interface Opener {
        /** From their beginning. */
        InputStream open() throws IOException;
    }

    /**
     * Which objects.
     *
     * @param prefix how their keys begin
     * @param after the key after which the list begins
     * @param rows at most so many
     */
    record Query(String prefix, @Nullable String after, int rows) {}

    /**
     * What an object holds.
     *
     * @param size how many bytes
     * @param stream the bytes
     */
    record Content(long size, InputStream stream) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
