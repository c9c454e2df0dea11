package dev.sextant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.contract.archive.PackageIndex;
import dev.sextant.contract.archive.PackageLimits;
import dev.sextant.contract.archive.PackageReader;
import dev.sextant.contract.archive.VerifiedPackage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackCommandTests {

    private static final String MANIFEST = """
            apiVersion: sextant.dev/v1
            name: tiny
            version: 1.0.0
            title: Tiny
            containers: [{image: "tiny:1.0.0"}]
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path manifest;
    private Path image;
    private Path output;

    @BeforeEach
    void lay() throws IOException {
        manifest = Files.writeString(folder.resolve("plugin.yaml"), MANIFEST);
        image = folder.resolve("image.tar");
        output = folder.resolve("tiny.sextant.zip");
        image("tiny:1.0.0");
    }

    @Test
    void packsWhatThePlatformAccepts() throws IOException {
        assertThat(pack()).as(err.toString(StandardCharsets.UTF_8)).isZero();

        try (VerifiedPackage verified = PackageReader.open(output, PackageLimits.standard())) {
            assertThat(verified.manifest().name()).isEqualTo("tiny");
            assertThat(verified.index().images().get(0).id()).startsWith("sha256:");
        }
    }

    @Test
    void tellsEveryProblemOfTheManifestAndPacksNothing() throws IOException {
        Files.writeString(manifest, MANIFEST.replace("1.0.0", "one").replace("title", "heading"));

        assertThat(pack()).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("line 3, column 10", "line 4, column 1", "'title' is missing");
        assertThat(output).doesNotExist();
    }

    @Test
    void leavesNoPackageOfAnImageWithAnotherName() throws IOException {
        image("busybox:latest");

        assertThat(pack()).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("busybox:latest");
        assertThat(output).doesNotExist();
    }

    @Test
    void refusesATruncatedImage() throws IOException {
        Files.write(image, Arrays.copyOf(Files.readAllBytes(image), 700));

        assertThat(pack()).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("ends too early");
    }

    @Test
    void packsFurtherFiles() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "notes");

        assertThat(run(
                        "pack",
                        "--manifest",
                        manifest.toString(),
                        "--image",
                        "tiny:1.0.0=" + image,
                        "--file",
                        "docs/notes.txt=" + notes,
                        "--output",
                        output.toString()))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();

        try (VerifiedPackage verified = PackageReader.open(output, PackageLimits.standard())) {
            assertThat(verified.index().files())
                    .extracting(PackageIndex.File::path)
                    .containsExactly("docs/notes.txt", "image.tar", "plugin.yaml");
        }
    }

    @Test
    void refusesFilesThatNoPackageMayHold() {
        for (String name : List.of("../x", "/x", "package.json", "package.sig", "register.xml", "PLUGIN.YAML", "nul")) {
            assertThat(run(
                            "pack",
                            "--manifest",
                            manifest.toString(),
                            "--image",
                            image.toString(),
                            "--file",
                            name + "=" + manifest,
                            "--output",
                            output.toString()))
                    .as(name)
                    .isEqualTo(1);
            assertThat(output).doesNotExist();
        }
    }

    @Test
    void asksForTheImagesThatAreMissing() {
        assertThat(run("pack", "--manifest", manifest.toString(), "--output", output.toString()))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--image tiny:1.0.0=FILE");
    }

    @Test
    void saysHowItIsToBeCalled() {
        assertThat(run("pack", "--manifest")).isEqualTo(2);
        assertThat(run("unpack")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage: sextant");
    }

    private int pack() {
        return run(
                "pack", "--manifest", manifest.toString(), "--image", image.toString(), "--output", output.toString());
    }

    private int run(String... arguments) {
        PrintStream quiet = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return Sextant.run(List.of(arguments), quiet, new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private void image(String name) throws IOException {
        Files.write(image, Images.tar(name, "{}"));
    }
}
