package dev.sextant.contract.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a zip of stored entries whose bytes follow from names and contents alone. Each content passes once: its header is
 * written when its digest is known. Zip64 is used where a number needs it, and only there.
 */
final class ZipWriter implements Closeable {

    /** 1 February 1980, midnight, which every reader takes. */
    private static final int NO_TIME = 0x0041 << 16;

    private static final int PLAIN = 10;
    private static final int WIDE = 45;
    private static final int MADE_BY_UNIX = 3 << 8 | WIDE;
    private static final int PLAIN_FILE = 0100644;
    private static final int LOCAL_EXTRA = 20;
    private static final int SHORT_MARK = 0xFFFF;

    private final FileChannel channel;
    private final long wideFrom;
    private final List<Written> entries = new ArrayList<>();
    private long position;

    private record Written(String name, long crc, long size, long offset) {}

    /** Creates a file; one that is there already is an error. */
    ZipWriter(Path file) throws IOException {
        this(file, ZipExtra.MARK);
    }

    /** As above, with a limit from which numbers are wide. */
    ZipWriter(Path file, long wideFrom) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.wideFrom = wideFrom;
    }

    /** A stream that copies a content into the archive while it is read; {@link #end} makes it an entry. */
    CopyingStream begin(String name, long size, InputStream source) {
        return new CopyingStream(source, channel, position + headerSize(name, size));
    }

    /** Takes in what is left of a content; it must be as long as was said. */
    void end(String name, long size, CopyingStream content) throws IOException {
        content.drain();
        if (content.count() != size) {
            throw new IOException("'" + name + "' changed while it was packed; pack it again");
        }
        Written entry = new Written(name, content.crc(), size, position);
        write(local(entry), position);
        entries.add(entry);
        position += headerSize(name, size) + size;
    }

    /** Writes the directory; nothing may follow. */
    void finish() throws IOException {
        long start = position;
        for (Written entry : entries) {
            position += write(central(entry), position);
        }
        write(end(start, position - start), position);
    }

    private int write(ByteBuffer buffer, long place) throws IOException {
        buffer.flip();
        int length = buffer.limit();
        while (buffer.hasRemaining()) {
            channel.write(buffer, place + buffer.position());
        }
        return length;
    }

    private int headerSize(String name, long size) {
        return 30 + name.length() + (size >= wideFrom ? LOCAL_EXTRA : 0);
    }

    private ByteBuffer local(Written entry) {
        boolean wide = entry.size >= wideFrom;
        ByteBuffer header = buffer(headerSize(entry.name, entry.size)).putInt(0x04034b50);
        header.putShort((short) (wide ? WIDE : PLAIN)).putInt(0).putInt(NO_TIME).putInt((int) entry.crc);
        header.putInt(narrow(entry.size)).putInt(narrow(entry.size));
        header.putShort((short) entry.name.length()).putShort((short) (wide ? LOCAL_EXTRA : 0));
        header.put(entry.name.getBytes(StandardCharsets.US_ASCII));
        if (wide) {
            header.putShort((short) 1).putShort((short) 16).putLong(entry.size).putLong(entry.size);
        }
        return header;
    }

    private ByteBuffer central(Written entry) {
        int wide = (entry.size >= wideFrom ? 16 : 0) + (entry.offset >= wideFrom ? 8 : 0);
        int extra = wide == 0 ? 0 : 4 + wide;
        ByteBuffer header = buffer(46 + entry.name.length() + extra).putInt(0x02014b50);
        header.putShort((short) MADE_BY_UNIX)
                .putShort((short) (wide == 0 ? PLAIN : WIDE))
                .putInt(0);
        header.putInt(NO_TIME)
                .putInt((int) entry.crc)
                .putInt(narrow(entry.size))
                .putInt(narrow(entry.size));
        header.putShort((short) entry.name.length())
                .putShort((short) extra)
                .putInt(0)
                .putShort((short) 0);
        header.putInt(PLAIN_FILE << 16).putInt(narrow(entry.offset));
        header.put(entry.name.getBytes(StandardCharsets.US_ASCII));
        if (wide > 0) {
            header.putShort((short) 1).putShort((short) wide);
            if (entry.size >= wideFrom) {
                header.putLong(entry.size).putLong(entry.size);
            }
            if (entry.offset >= wideFrom) {
                header.putLong(entry.offset);
            }
        }
        return header;
    }

    private ByteBuffer end(long start, long size) {
        boolean many = entries.size() >= Math.min(wideFrom, SHORT_MARK);
        ByteBuffer end = buffer(56 + 20 + 22);
        if (many || start >= wideFrom || size >= wideFrom) {
            end.putInt(0x06064b50).putLong(44).putShort((short) MADE_BY_UNIX).putShort((short) WIDE);
            end.putInt(0)
                    .putInt(0)
                    .putLong(entries.size())
                    .putLong(entries.size())
                    .putLong(size)
                    .putLong(start);
            end.putInt(0x07064b50).putInt(0).putLong(start + size).putInt(1);
        }
        short count = (short) (many ? SHORT_MARK : entries.size());
        end.putInt(0x06054b50).putInt(0).putShort(count).putShort(count);
        return end.putInt(narrow(size)).putInt(narrow(start)).putShort((short) 0);
    }

    private int narrow(long value) {
        return value >= wideFrom ? (int) ZipExtra.MARK : (int) value;
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
