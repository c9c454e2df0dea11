package dev.sextant.contract.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Where the parts of a sound zip lie, so that a test can change them one by one. */
final class ZipLayout {

    private static final int END = 22;
    private static final int LOCATOR = 20;
    private static final int RECORD = 56;

    final byte[] bytes;
    final List<Integer> locals = new ArrayList<>();
    final List<Integer> centrals = new ArrayList<>();
    final int end;
    final boolean wide;

    ZipLayout(byte[] zip) {
        this.bytes = zip;
        this.end = zip.length - END;
        ByteBuffer buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        this.wide = buffer.getInt(end - LOCATOR) == 0x07064b50;
        int position = wide ? (int) buffer.getLong(record() + 48) : buffer.getInt(end + 16);
        while (buffer.getInt(position) == 0x02014b50) {
            centrals.add(position);
            int name = buffer.getShort(position + 28);
            int extra = buffer.getShort(position + 30);
            int offset = buffer.getInt(position + 42);
            locals.add(offset == -1 ? (int) buffer.getLong(position + 46 + name + extra - 8) : offset);
            position += 46 + name + extra;
        }
    }

    int record() {
        return end - LOCATOR - RECORD;
    }

    int locator() {
        return end - LOCATOR;
    }

    int localExtra(int entry) {
        return locals.get(entry) + 30 + (int) read(locals.get(entry) + 26, 2);
    }

    int centralExtra(int entry) {
        return centrals.get(entry) + 46 + (int) read(centrals.get(entry) + 28, 2);
    }

    long read(int position, int width) {
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << 8 | bytes[position + i] & 0xFF;
        }
        return value;
    }

    byte[] with(int position, int width, long value) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < width; i++) {
            copy[position + i] = (byte) (value >>> 8 * i);
        }
        return copy;
    }
}
