package dev.sextant.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real container image of about two megabytes, made without network from Debian's static busybox.
 *
 * @param reference the name and tag, such as {@code probe:1.0.0}
 * @param tar the archive in the form that {@code docker save} writes
 * @param id the image's id: the digest of its configuration
 */
public record TinyImage(String reference, byte[] tar, String id) {
    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final JsonMapper JSON = JsonMapper.shared();

    /** An image that serves {@code /health} on port 8080 until it is stopped. */
    public static TinyImage healthy(String reference) {
        return healthy(reference, "");
    }

    /** Such an image with a mark of its own, so that no engine has it before a test brings it. */
    public static TinyImage healthy(String reference, String mark) {
        // As process 1 httpd would ignore the polite signal, and each stop would last as long as it is allowed to.
        return running(
                reference,
                "echo ready; trap 'exit 0' TERM; httpd -f -p 8080 -h /www & wait"
                        + (mark.isEmpty() ? "" : " # " + mark));
    }

    /** An image that runs a shell text; {@code /www/health} exists for {@code httpd}. */
    public static TinyImage running(String reference, String script) {
        var layer = layer();
        var config = JSON.writeValueAsBytes(new Config(
                "amd64".equals(architecture()) ? "amd64" : architecture(),
                "linux",
                new Process(List.of("/bin/sh", "-c", script), List.of("PATH=/bin")),
                new RootFs("layers", List.of("sha256:" + sha256(layer)))));
        var digest = sha256(config);
        var manifest = JSON.writeValueAsBytes(
                List.of(new Entry(digest + ".json", List.of(reference), List.of("layer/layer.tar"))));
        var tar = new TarWriter()
                .folder("layer")
                .file("layer/layer.tar", layer, 0644)
                .file(digest + ".json", config, 0644)
                .file("manifest.json", manifest, 0644)
                .toBytes();
        return new TinyImage(reference, tar, "sha256:" + digest);
    }

    private static byte[] layer() {
        var tar = new TarWriter()
                .folder("bin")
                .file("bin/busybox", busybox(), 0755)
                .folder("www")
                .file("www/health", "{\"status\":\"UP\"}".getBytes(UTF_8), 0644)
                .folder("data")
                .folder("tmp");
        for (var applet : List.of(
                "sh", "httpd", "sleep", "cat", "echo", "id", "env", "ls", "kill", "touch", "nc", "wget", "seq")) {
            tar.symlink("bin/" + applet, "busybox");
        }
        return tar.toBytes();
    }

    private static byte[] busybox() {
        try {
            return Files.readAllBytes(BUSYBOX);
        } catch (IOException missing) {
            throw new UncheckedIOException(BUSYBOX + " is missing: install Debian's package busybox-static", missing);
        }
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "aarch64" -> "arm64";
            default -> "amd64";
        };
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private record Config(String architecture, String os, Process config, RootFs rootfs) {}

    @SuppressWarnings("PMD")
    private record Process(List<String> Cmd, List<String> Env) {}

    private record RootFs(String type, List<String> diff_ids) {}

    private record Entry(String Config, List<String> RepoTags, List<String> Layers) {}
}
