package dev.sextant.core.plugininstance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * An image with one program that does nothing but wait. A volume in memory lasts as long as a container mounts it: this
 * program's container holds the secrets of an instance on another machine.
 */
final class KeeperImage {
    static final String PROGRAM = "/keep";

    /** {@code for (;;) pause();} */
    private static final byte[] CODE = HexFormat.of().parseHex("b8220000000f05ebf7");

    private static final long BASE = 0x400000;
    private static final int HEADERS = 64 + 56;

    private final byte[] archive;
    private final String id;

    private KeeperImage(byte[] archive, String id) {
        this.archive = archive;
        this.id = id;
    }

    /** The image in the form of {@code docker save}; the same bytes, and so the same id, each time. */
    static KeeperImage make() {
        var layer = tar(Map.of("keep", program()), 0755);
        var config = """
                {"architecture":"amd64","os":"linux","config":{"Entrypoint":["%s"]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}""".formatted(PROGRAM, sha256(layer)).getBytes(UTF_8);
        var digest = sha256(config);
        var files = new LinkedHashMap<String, byte[]>();
        files.put("layer.tar", layer);
        files.put(digest + ".json", config);
        files.put("manifest.json", """
                [{"Config":"%s.json","RepoTags":["sextant-keeper:1"],"Layers":["layer.tar"]}]""".formatted(digest).getBytes(UTF_8));
        return new KeeperImage(tar(files, 0644), "sha256:" + digest);
    }

    byte[] archive() {
        return archive.clone();
    }

    String id() {
        return id;
    }

    /** An ELF file of one segment that is loaded whole. */
    private static byte[] program() {
        var size = HEADERS + CODE.length;
        var elf = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        elf.putShort((short) 2).putShort((short) 62).putInt(1);
        elf.putLong(BASE + HEADERS).putLong(64).putLong(0).putInt(0);
        elf.putShort((short) 64).putShort((short) 56).putShort((short) 1);
        elf.position(64);
        elf.putInt(1).putInt(5).putLong(0).putLong(BASE).putLong(BASE);
        elf.putLong(size).putLong(size).putLong(0x1000);
        return elf.put(CODE).array();
    }

    private static byte[] tar(Map<String, byte[]> files, int mode) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                var entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                entry.setMode(mode);
                entry.setModTime(0);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
