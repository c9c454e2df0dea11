package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_TRUNCATED;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads the entries of a tar one after the other; only plain files, folders and links inside the archive pass. */
final class TarReader {

    private static final int BLOCK = TarHeader.SIZE;
    private static final int BUFFER = 64 * 1024;
    private static final int MAX_HEADER_TEXT = 64 * 1024;

    private final InputStream stream;
    private final byte[] buffer = new byte[BUFFER];
    private long left;
    private long padding;

    /**
     * One entry.
     *
     * @param name its name, without a leading {@code ./} and without a trailing slash
     * @param size bytes of content
     * @param folder whether it is a folder
     * @param link for a link, the entry that it leads to
     */
    record Entry(
            String name,
            long size,
            boolean folder,
            @Nullable String link) {}

    /** Takes what is done with a part of an entry's content. */
    interface Sink {
        void accept(byte[] bytes, int length);
    }

    /** What headers before an entry say of it. */
    private static final class Ahead {
        @Nullable String name;

        @Nullable String link;

        @Nullable Long size;

        boolean gnu;
        boolean pax;
    }

    TarReader(InputStream stream) {
        this.stream = stream;
    }

    /** The next entry, or null at the end marker. */
    @Nullable Entry next() throws IOException {
        Ahead ahead = new Ahead();
        for (TarHeader header = header(); header != null; header = header()) {
            switch (header.type()) {
                case 'x' -> extended(TarPax.read(text(header.size())), ahead);
                case 'g' -> {
                    if (TarPax.read(text(header.size())).overrides()) {
                        throw ImageTar.refuse("a header for all files gives them one name or size");
                    }
                }
                case 'L' -> ahead.name = gnu(text(header.size()), ahead.name, ahead);
                case 'K' -> ahead.link = gnu(text(header.size()), ahead.link, ahead);
                default -> {
                    return entry(header, ahead);
                }
            }
        }
        if (ahead.gnu || ahead.pax) {
            throw ImageTar.refuse("it ends with a header that has no file");
        }
        return null;
    }

    /** Passes on the content of the entry that was read last. */
    void content(Sink sink) throws IOException {
        while (left > 0) {
            int read = stream.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw truncated();
            }
            left -= read;
            sink.accept(buffer, read);
        }
    }

    private static void extended(TarPax pax, Ahead ahead) {
        if (ahead.pax || (ahead.gnu && pax.overrides())) {
            throw twoHeaders();
        }
        ahead.pax = true;
        ahead.name = pax.path() == null ? ahead.name : pax.path();
        ahead.link = pax.link() == null ? ahead.link : pax.link();
        ahead.size = pax.size();
    }

    private static String gnu(byte[] text, @Nullable String before, Ahead ahead) {
        if (before != null || ahead.pax) {
            throw twoHeaders();
        }
        ahead.gnu = true;
        return TarHeader.text(text, 0, text.length);
    }

    private static PackageException twoHeaders() {
        return ImageTar.refuse("a file has its name in two headers");
    }

    private Entry entry(TarHeader header, Ahead ahead) {
        String given = ahead.name == null ? header.name() : ahead.name;
        String name = TarName.safe(given);
        char type = header.type();
        boolean link = type == '1' || type == '2';
        boolean folder = type == '5';
        if (!link && !folder && type != '0' && type != 0) {
            throw ImageTar.refuse("'" + ZipName.printable(name)
                    + "' is neither a file nor a folder nor a link (tar type '" + ZipName.printable("" + type) + "')");
        }
        long size = ahead.size == null ? header.size() : ahead.size;
        if ((link || folder) && size != 0) {
            throw ImageTar.refuse("'" + ZipName.printable(name) + "' is a link or folder with content");
        }
        if (!folder && (given.endsWith("/") || name.isEmpty())) {
            throw ImageTar.refuse("'" + ZipName.printable(given) + "' is a file with the name of a folder");
        }
        left = size;
        padding = (BLOCK - size % BLOCK) % BLOCK;
        String target = ahead.link == null ? header.link() : ahead.link;
        return new Entry(name, size, folder, link ? TarName.resolve(name, target, type == '2') : null);
    }

    /** Reads the next header; null at the two empty blocks that end a tar. */
    private @Nullable TarHeader header() throws IOException {
        skipRest();
        TarHeader header = block();
        if (header.isEmpty()) {
            if (!block().isEmpty()) {
                throw ImageTar.refuse("content follows its end marker");
            }
            return null;
        }
        header.checkSum();
        return header;
    }

    private void skipRest() throws IOException {
        content((bytes, length) -> {});
        left = padding;
        content((bytes, length) -> {});
        padding = 0;
    }

    private TarHeader block() throws IOException {
        byte[] block = stream.readNBytes(BLOCK);
        if (block.length < BLOCK) {
            throw truncated();
        }
        return new TarHeader(block);
    }

    private byte[] text(long size) throws IOException {
        if (size > MAX_HEADER_TEXT) {
            throw ImageTar.refuse("a header is longer than " + MAX_HEADER_TEXT + " bytes");
        }
        byte[] text = stream.readNBytes((int) size);
        if (text.length < size) {
            throw truncated();
        }
        padding = (BLOCK - size % BLOCK) % BLOCK;
        return text;
    }

    private static PackageException truncated() {
        return new PackageException(
                IMAGE_TRUNCATED, "The image archive ends too early; save the image again and pack the plugin again");
    }
}
