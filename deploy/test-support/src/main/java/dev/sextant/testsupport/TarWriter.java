package dev.sextant.testsupport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/** A plain ustar archive in memory: enough for images of tests. */
public final class TarWriter {
    private static final int BLOCK = 512;

    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

    public TarWriter folder(String path) {
        header(path + "/", 0, 0755, '5', "");
        return this;
    }

    public TarWriter file(String path, byte[] content, int mode) {
        header(path, content.length, mode, '0', "");
        archive.writeBytes(content);
        archive.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        return this;
    }

    public TarWriter symlink(String path, String target) {
        header(path, 0, 0777, '2', target);
        return this;
    }

    public byte[] toBytes() {
        var end = new ByteArrayOutputStream();
        end.writeBytes(archive.toByteArray());
        end.writeBytes(new byte[2 * BLOCK]);
        return end.toByteArray();
    }

    private void header(String path, int size, int mode, char type, String target) {
        var block = new byte[BLOCK];
        text(block, 0, path);
        octal(block, 100, 7, mode);
        octal(block, 108, 7, 0);
        octal(block, 116, 7, 0);
        octal(block, 124, 11, size);
        octal(block, 136, 11, 0);
        block[156] = (byte) type;
        text(block, 157, target);
        text(block, 257, "ustar");
        text(block, 263, "00");
        text(block, 148, "        ");
        var sum = 0;
        for (byte b : block) {
            sum += Byte.toUnsignedInt(b);
        }
        octal(block, 148, 6, sum);
        block[154] = 0;
        archive.writeBytes(block);
    }

    private static void text(byte[] block, int at, String text) {
        var bytes = text.getBytes(US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    private static void octal(byte[] block, int at, int digits, int value) {
        text(block, at, String.format("%0" + digits + "o", value));
    }
}
