package dev.sextant.contract.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Builds zips by hand, each field as the test wants it, so that they may lie. */
final class Zip {

    final List<Entry> entries = new ArrayList<>();

    /** One entry; what a test does not change is true. */
    static final class Entry {
        String name;
        String localName;
        int flags;
        int method;
        long crc;
        long size;
        long localSize;
        int madeBy = 3 << 8 | 20;
        int mode = 0100644;
        long offset = -1;
        int dos;
        int disk;
        byte[] extra = new byte[0];
        byte[] localExtra = new byte[0];
        byte[] comment = new byte[0];
        byte[] descriptor = new byte[0];
        byte[] data;

        Entry(String name, byte[] content) {
            this.name = name;
            this.localName = name;
            this.data = content;
            this.size = content.length;
            this.localSize = content.length;
            CRC32 sum = new CRC32();
            sum.update(content);
            this.crc = sum.getValue();
        }

        Entry deflated() {
            Deflater deflater = new Deflater(9, true);
            deflater.setInput(data);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[64 * 1024];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            deflater.end();
            data = out.toByteArray();
            method = 8;
            return this;
        }
    }

    Entry add(String name, byte[] content) {
        Entry entry = new Entry(name, content);
        entries.add(entry);
        return entry;
    }

    Entry add(String name, String content) {
        return add(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Entry get(String name) {
        return entries.stream()
                .filter(entry -> entry.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            long offset = entry.offset >= 0 ? entry.offset : out.size();
            if (entry.offset < 0) {
                writeLocal(out, entry);
            }
            writeCentral(directory, entry, offset);
        }
        int start = out.size();
        out.writeBytes(directory.toByteArray());
        ByteBuffer end = buffer(22).putInt(0x06054b50).putInt(0);
        end.putShort((short) entries.size()).putShort((short) entries.size());
        end.putInt(directory.size()).putInt(start).putShort((short) 0);
        out.writeBytes(end.array());
        return out.toByteArray();
    }

    private static void writeLocal(ByteArrayOutputStream out, Entry entry) {
        byte[] name = entry.localName.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer local = buffer(30).putInt(0x04034b50).putShort((short) 20);
        local.putShort((short) entry.flags).putShort((short) entry.method).putInt(0x00210000);
        local.putInt((int) entry.crc).putInt(entry.data.length).putInt((int) entry.localSize);
        local.putShort((short) name.length).putShort((short) entry.localExtra.length);
        out.writeBytes(local.array());
        out.writeBytes(name);
        out.writeBytes(entry.localExtra);
        out.writeBytes(entry.data);
        out.writeBytes(entry.descriptor);
    }

    private static void writeCentral(ByteArrayOutputStream out, Entry entry, long offset) {
        byte[] name = entry.name.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer central =
                buffer(46).putInt(0x02014b50).putShort((short) entry.madeBy).putShort((short) 20);
        central.putShort((short) entry.flags).putShort((short) entry.method).putInt(0x00210000);
        central.putInt((int) entry.crc).putInt(entry.data.length).putInt((int) entry.size);
        central.putShort((short) name.length)
                .putShort((short) entry.extra.length)
                .putShort((short) entry.comment.length);
        central.putShort((short) entry.disk).putShort((short) 0).putInt(entry.mode << 16 | entry.dos);
        central.putInt((int) offset);
        out.writeBytes(central.array());
        out.writeBytes(name);
        out.writeBytes(entry.extra);
        out.writeBytes(entry.comment);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
