package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_INVALID;
import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_TRUNCATED;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Reads the entries of a tar one after the other; only plain files, folders and links inside the archive pass. */
final class TarReader {

    private static final int BLOCK = 512;
    private static final int MAX_HEADER_TEXT = 64 * 1024;

    private final InputStream stream;
    private final byte[] block = new byte[BLOCK];
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

    TarReader(InputStream stream) {
        this.stream = stream;
    }

    /** The next entry, or null at the end marker. */
    @Nullable Entry next() throws IOException {
        String longName = null;
        String longLink = null;
        Long longSize = null;
        while (header()) {
            long size = number(124, 12);
            switch (block[156]) {
                case 'x', 'g' -> {
                    boolean global = block[156] == 'g';
                    Pax pax = Pax.read(text(size));
                    if (!global) {
                        longName = pax.path() == null ? longName : pax.path();
                        longLink = pax.link() == null ? longLink : pax.link();
                        longSize = pax.size() == null ? longSize : pax.size();
                    }
                }
                case 'L' -> longName = upToZero(text(size));
                case 'K' -> longLink = upToZero(text(size));
                default -> {
                    return entry(longName, longLink, longSize == null ? size : longSize);
                }
            }
        }
        return null;
    }

    /** The whole content of the entry that was read last. */
    byte[] content(Entry entry) throws IOException {
        byte[] content = stream.readNBytes((int) entry.size());
        left -= content.length;
        if (left > 0) {
            throw truncated();
        }
        return content;
    }

    private Entry entry(@Nullable String longName, @Nullable String longLink, long size) {
        String prefix = isUstar() ? field(345, 155) : "";
        String shortName = prefix.isEmpty() ? field(0, 100) : prefix + "/" + field(0, 100);
        String name = safe(longName == null ? shortName : longName);
        byte type = block[156];
        boolean link = type == '1' || type == '2';
        boolean folder = type == '5';
        if (!link && !folder && type != '0' && type != 0) {
            throw invalid("'" + name + "' is neither a file nor a folder nor a link (tar type '" + (char) type + "')");
        }
        left = link || folder ? 0 : size;
        padding = (BLOCK - left % BLOCK) % BLOCK;
        String target = link ? longLink == null ? field(157, 100) : longLink : null;
        return new Entry(name, left, folder, target == null ? null : resolve(name, target, type == '2'));
    }

    /** Reads the next header; false at the two empty blocks that end a tar. */
    private boolean header() throws IOException {
        skipRest();
        readBlock();
        if (isEmpty()) {
            readBlock();
            if (!isEmpty()) {
                throw invalid("content follows its end marker");
            }
            return false;
        }
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xFF;
        }
        if (sum != number(148, 8)) {
            throw invalid("a header's checksum is wrong; this is not a tar, or it is damaged");
        }
        return true;
    }

    private void skipRest() throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (long rest = left + padding; rest > 0; ) {
            int read = stream.read(buffer, 0, (int) Math.min(buffer.length, rest));
            if (read < 0) {
                throw truncated();
            }
            rest -= read;
        }
        left = 0;
        padding = 0;
    }

    private void readBlock() throws IOException {
        if (stream.readNBytes(block, 0, BLOCK) < BLOCK) {
            throw truncated();
        }
    }

    private byte[] text(long size) throws IOException {
        if (size > MAX_HEADER_TEXT) {
            throw invalid("a header is longer than " + MAX_HEADER_TEXT + " bytes");
        }
        byte[] text = stream.readNBytes((int) size);
        if (text.length < size) {
            throw truncated();
        }
        left = 0;
        padding = (BLOCK - size % BLOCK) % BLOCK;
        return text;
    }

    private boolean isEmpty() {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isUstar() {
        return new String(block, 257, 6, StandardCharsets.ISO_8859_1).equals("ustar\0");
    }

    private long number(int offset, int length) {
        if ((block[offset] & 0x80) != 0) {
            long value = block[offset] & 0x3F;
            for (int i = 1; i < length; i++) {
                if (value > Long.MAX_VALUE >> 8) {
                    throw invalid("a size that no file has");
                }
                value = value << 8 | block[offset + i] & 0xFF;
            }
            return value;
        }
        String text = field(offset, length).trim();
        try {
            long value = text.isEmpty() ? 0 : Long.parseLong(text, 8);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw invalid("a header holds '" + ZipDirectoryReader.printable(text) + "' where a number belongs");
        }
        throw invalid("a negative size");
    }

    private String field(int offset, int length) {
        return upToZero(Arrays.copyOfRange(block, offset, offset + length));
    }

    private static String upToZero(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private static String safe(String name) {
        String relative = name.startsWith("./") ? name.substring(2) : name;
        String plain = relative.endsWith("/") ? relative.substring(0, relative.length() - 1) : relative;
        if (plain.startsWith("/") || plain.contains("\\") || ("/" + plain + "/").contains("/../")) {
            throw invalid("'" + ZipDirectoryReader.printable(name) + "' leads out of the archive");
        }
        return plain;
    }

    /** A symbolic link counts from its own folder, a hard link from the top; neither may lead out. */
    private static String resolve(String name, String target, boolean symbolic) {
        int slash = name.lastIndexOf('/');
        String path = symbolic && slash > 0 ? name.substring(0, slash) + "/" + target : target;
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..") && parts.pollLast() == null) {
                throw invalid("the link '" + name + "' leads out of the archive");
            } else if (!part.equals("..") && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return safe(String.join("/", parts));
    }

    private static PackageException invalid(String why) {
        return new PackageException(IMAGE_INVALID, "The image archive is not valid: " + why);
    }

    private static PackageException truncated() {
        return new PackageException(
                IMAGE_TRUNCATED, "The image archive ends too early; save the image again and pack the plugin again");
    }

    /** The entries of an extended header that matter here. */
    private record Pax(
            @Nullable String path,
            @Nullable String link,
            @Nullable Long size) {

        static Pax read(byte[] text) {
            String path = null;
            String link = null;
            Long size = null;
            int position = 0;
            while (position < text.length) {
                int space = position;
                while (space < text.length && text[space] != ' ') {
                    space++;
                }
                int length = length(new String(text, position, space - position, StandardCharsets.ISO_8859_1));
                if (length <= space - position + 1 || length > text.length - position) {
                    throw invalid("an extended header is damaged");
                }
                String record = new String(text, space + 1, position + length - space - 2, StandardCharsets.UTF_8);
                path = record.startsWith("path=") ? record.substring(5) : path;
                link = record.startsWith("linkpath=") ? record.substring(9) : link;
                size = record.startsWith("size=") ? Long.valueOf(length(record.substring(5))) : size;
                if (record.startsWith("GNU.sparse")) {
                    throw invalid("a sparse file; save the image without");
                }
                position += length;
            }
            return new Pax(path, link, size);
        }

        private static int length(String text) {
            try {
                int value = Integer.parseInt(text);
                if (value >= 0) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw invalid("an extended header is damaged");
            }
            throw invalid("an extended header is damaged");
        }
    }
}
