package dev.sextant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two machines that have nothing in common but the files pack the same bytes. */
class ReproducibleTests {

    private static final String MANIFEST = """
            apiVersion: sextant.dev/v1
            name: tiny
            version: 1.0.0
            title: {en: Tiny, zh: 微小}
            containers: [{image: "tiny:1.0.0"}]
            """;

    @TempDir
    Path folder;

    @Test
    void packsAndSignsTheSameBytesEverywhere() throws IOException, InterruptedException {
        Path key = folder.resolve("key");
        run("022", folder, List.of(), "key", "new", key.toString());
        byte[] here =
                pack("here", "022", key, "2001-02-03T04:05:06Z", List.of("-Duser.timezone=UTC", "-Duser.language=en"));
        byte[] there = pack(
                "somewhere/else",
                "077",
                key,
                "2026-11-21T23:59:59Z",
                List.of("-Duser.timezone=Pacific/Kiritimati", "-Duser.language=tr", "-Dfile.encoding=ISO-8859-9"));

        assertThat(there).isEqualTo(here);
    }

    private byte[] pack(String name, String umask, Path key, String time, List<String> java)
            throws IOException, InterruptedException {
        Path place = Files.createDirectories(folder.resolve(name));
        Path manifest = Files.writeString(place.resolve("plugin.yaml"), MANIFEST);
        Path image = Files.write(place.resolve("i.tar"), Images.tar("tiny:1.0.0", "{}"));
        Path note = Files.writeString(place.resolve("note"), "note");
        for (Path file : List.of(manifest, image, note)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse(time)));
        }
        run(
                umask,
                place,
                java,
                "pack",
                "--manifest",
                "plugin.yaml",
                "--image",
                "i.tar",
                "--file",
                "b=note",
                "--file",
                "a/c=note",
                "--output",
                "x.zip");
        run(umask, place, java, "sign", "x.zip", "--key", key.toString());
        return Files.readAllBytes(place.resolve("x.zip"));
    }

    private void run(String umask, Path place, List<String> java, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SextantProcess.class.getName()));
        command.addAll(List.of(arguments));
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    }
}
