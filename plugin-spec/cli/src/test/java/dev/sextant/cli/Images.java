package dev.sextant.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Image archives for tests, without any layer. */
final class Images {

    private Images() {}

    static byte[] tar(String name, String config) {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        entry(tar, "config.json", config);
        entry(tar, "manifest.json", "[{\"Config\":\"config.json\",\"RepoTags\":[\"" + name + "\"],\"Layers\":[]}]");
        tar.writeBytes(new byte[1024]);
        return tar.toByteArray();
    }

    private static void entry(ByteArrayOutputStream tar, String name, String content) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 124, "%011o\0".formatted(content.length()));
        header[156] = '0';
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        tar.writeBytes(header);
        tar.writeBytes(Arrays.copyOf(content.getBytes(StandardCharsets.UTF_8), 512));
    }

    private static void put(byte[] target, int position, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, target, position, bytes.length);
    }
}
