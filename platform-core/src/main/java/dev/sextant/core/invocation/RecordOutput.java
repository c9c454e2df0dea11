package dev.sextant.core.invocation;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.invocation.OutputIndex.Extent;
import dev.sextant.core.invocation.OutputIndex.Piece;
import dev.sextant.core.storage.ObjectStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the output of a record, by its byte offset. */
@Component
public class RecordOutput {
    private static final int PIECES = 500;

    private final OutputIndex index;
    private final ObjectStorage objects;

    RecordOutput(OutputIndex index, ObjectStorage objects) {
        this.index = index;
        this.objects = objects;
    }

    /**
     * A part of an output.
     *
     * @param next where to go on from
     * @param end whether the record has ended and nothing follows
     */
    public record Part(List<Item> items, long next, boolean end) {}

    /** Some bytes of an output as text; what is no UTF-8 shows as U+FFFD. */
    public record Item(long offset, int length, String text, String stream, Instant at) {}

    /**
     * What lies behind an offset, about {@code limit} bytes of it. A character that is not whole yet stays for the next part.
     *
     * @throws ProblemException when the node run has no such record
     */
    public Part read(String nodeRunId, String recordId, @Nullable Integer attempt, long offset, int limit) {
        Extent extent = extent(nodeRunId, recordId, attempt);
        var items = new ArrayList<Item>();
        var text = new Utf8Pieces(offset);
        var source = new Source();
        int read = 0;
        for (Piece piece : index.behind(extent.invocationId(), recordId, offset, PIECES)) {
            int skip = (int) Math.max(0, offset - piece.start());
            int length = Math.min(piece.length() - skip, limit - read);
            if (length <= 0) {
                break;
            }
            byte[] bytes = source.read(piece, skip, length);
            read += length;
            boolean last = extent.done() && piece.start() + skip + length == extent.bytes();
            text.add(bytes, last, piece).ifPresent(items::add);
        }
        return new Part(items, text.next(), extent.done() && text.next() >= extent.bytes());
    }

    /** Writes the bytes of an output as they came. */
    public void copy(String nodeRunId, String recordId, @Nullable Integer attempt, OutputStream to) throws IOException {
        Extent extent = extent(nodeRunId, recordId, attempt);
        var source = new Source();
        long offset = 0;
        while (offset < extent.bytes()) {
            List<Piece> pieces = index.behind(extent.invocationId(), recordId, offset, PIECES);
            if (pieces.isEmpty()) {
                return;
            }
            for (Piece piece : pieces) {
                to.write(source.read(piece, 0, piece.length()));
                offset = piece.end();
            }
        }
    }

    private Extent extent(String nodeRunId, String recordId, @Nullable Integer attempt) {
        return index.extent(nodeRunId, recordId, attempt)
                .orElseThrow(() -> new ProblemException(
                        InvocationError.RECORD_NOT_FOUND,
                        "The node has not worked on a record " + recordId
                                + (attempt == null ? "" : " in attempt " + attempt) + "; see its records."));
    }

    /** Reads pieces; keeps the last object, as neighbours often lie in the same one. */
    private final class Source {
        private String key = "";
        private byte[] object = new byte[0];

        byte[] read(Piece piece, int skip, int length) {
            if (!key.equals(piece.objectKey())) {
                try (InputStream content = objects.read(piece.objectKey())) {
                    object = content.readAllBytes();
                    key = piece.objectKey();
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            }
            var bytes = new byte[length];
            System.arraycopy(object, (int) piece.objectOffset() + skip, bytes, 0, length);
            return bytes;
        }
    }
}
