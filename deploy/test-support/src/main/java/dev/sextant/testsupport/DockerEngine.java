package dev.sextant.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The machine's own Docker Engine, seen through its command line: a second opinion on what the platform did. */
public final class DockerEngine {
    private static final int LIMIT_SECONDS = 60;

    private DockerEngine() {}

    /** Runs {@code docker ARGUMENTS} and returns what it printed; fails with its own words. */
    public static String docker(String... arguments) {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        try {
            var output = Files.createTempFile("docker", ".out");
            try {
                var process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                var ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
                var text = Files.readString(output, StandardCharsets.UTF_8).strip();
                if (!ended || process.exitValue() != 0) {
                    process.destroyForcibly();
                    throw new IllegalStateException(String.join(" ", command) + " failed:\n" + text);
                }
                return text;
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while docker ran", interrupted);
        }
    }

    /** What the engine says of one container, network, volume or image. */
    public static JsonNode inspect(String id) {
        return JsonMapper.shared().readTree(docker("inspect", id)).get(0);
    }

    /** The address of this machine on the engine's default bridge: containers of every network reach it, nobody outside does. */
    public static InetAddress hostAddress() {
        var gateway = inspect("bridge").at("/IPAM/Config/0/Gateway").asString("");
        if (gateway.isEmpty()) {
            throw new IllegalStateException("The Docker Engine has no default bridge; start it without --bridge=none");
        }
        return InetAddress.ofLiteral(gateway);
    }

    /** The ids of all containers, running or not, that carry a label ({@code name=value}). */
    public static List<String> containersWith(String label) {
        return lines(docker("ps", "-aq", "--no-trunc", "--filter", "label=" + label));
    }

    /** Removes every container, network and volume that carries a label. */
    public static void removeAll(String label) {
        containersWith(label).forEach(id -> docker("rm", "-f", id));
        lines(docker("network", "ls", "-q", "--filter", "label=" + label)).forEach(id -> docker("network", "rm", id));
        lines(docker("volume", "ls", "-q", "--filter", "label=" + label)).forEach(id -> docker("volume", "rm", id));
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }
}
