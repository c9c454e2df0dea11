package dev.sextant.core.pluginpackage;

import dev.sextant.core.storage.ObjectStorage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several objects as one stream; each is opened when the one before it has ended. */
final class PieceStream extends InputStream {
    private final ObjectStorage storage;
    private final Iterator<String> left;
    private @Nullable InputStream current;

    PieceStream(ObjectStorage storage, List<String> objectKeys) {
        this.storage = storage;
        this.left = objectKeys.iterator();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (true) {
            if (current == null) {
                if (!left.hasNext()) {
                    return -1;
                }
                current = storage.read(left.next());
            }
            var count = current.read(buffer, offset, length);
            if (count >= 0) {
                return count;
            }
            close();
        }
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
