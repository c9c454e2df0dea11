package dev.sextant.core.resource;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What lies in buckets, each reached with the credential that opens it alone. */
public interface BucketObjects {
    /** The first objects that a query asks for, in the storage's own order. */
    List<BucketObject> list(BucketAccess access, Query query);

    /** An object from its beginning; the caller closes it. */
    Content open(BucketAccess access, String key);

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
