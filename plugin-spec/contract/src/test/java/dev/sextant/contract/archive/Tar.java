package dev.sextant.contract.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Builds tars by hand, so that tests can also build wrong ones. */
final class Tar {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Tar file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Tar file(String name, byte[] content) {
        return entry(name, '0', "", content, content.length);
    }

    Tar entry(String name, char type, String link, byte[] content, long statedSize) {
        return entry(name, type, link, content, statedSize, header -> {});
    }

    /** An entry whose header is changed before its checksum is made. */
    Tar entry(String name, char type, String link, byte[] content, long statedSize, Consumer<byte[]> change) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 124, "%011o\0".formatted(statedSize));
        put(header, 136, "00000000000\0");
        header[156] = (byte) type;
        put(header, 157, link);
        put(header, 257, "ustar\00000");
        change.accept(header);
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        out.writeBytes(header);
        out.writeBytes(content);
        out.writeBytes(new byte[(512 - content.length % 512) % 512]);
        return this;
    }

    byte[] end() {
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }

    byte[] withoutEnd() {
        return out.toByteArray();
    }

    /** A header whose content says something of the entry after it. */
    Tar ahead(char type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return entry("ahead", type, "", bytes, bytes.length);
    }

    /** An extended header with records of the form {@code name=value}. */
    Tar pax(String... records) {
        StringBuilder text = new StringBuilder();
        for (String record : records) {
            int length = record.length() + 3;
            while (length != (length + " " + record + "\n").length()) {
                length++;
            }
            text.append(length).append(' ').append(record).append('\n');
        }
        return ahead('x', text.toString());
    }

    /** An image as docker save writes it. */
    static Tar image(String name, String config) {
        return new Tar().file("config.json", config).file("layer.tar", "layer").file("manifest.json", manifest(name));
    }

    static String manifest(String name) {
        return "[{\"Config\":\"config.json\",\"RepoTags\":[\"" + name + "\"],\"Layers\":[\"layer.tar\"]}]";
    }

    static void put(byte[] target, int position, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, target, position, bytes.length);
    }
}
