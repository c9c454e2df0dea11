package dev.sextant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.contract.archive.PackageLimits;
import dev.sextant.contract.archive.PackageReader;
import dev.sextant.contract.archive.VerifiedPackage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectCommandsTests {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private TestCheckout checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = TestCheckout.in(folder.resolve("checkout"));
    }

    @AfterEach
    void away() {
        checkout.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"python", "node", "shell"})
    void packsWhatItHasBegun(String language) throws IOException {
        assertThat(begin("disk-report", language)).as(errors()).isZero();
        assertThat(run("pack", project().toString())).as(errors()).isZero();

        Path output = project().resolve("target/disk-report-0.1.0.sextant.zip");
        try (VerifiedPackage verified = PackageReader.open(output, PackageLimits.standard())) {
            assertThat(verified.manifest().name()).isEqualTo("disk-report");
            assertThat(verified.manifest().services()).hasSize(1);
        }
    }

    @Test
    void packsTheSameFilesIntoTheSameBytes() throws IOException {
        begin("disk-report", "python");
        run("pack", project().toString(), "--output", folder.resolve("one.zip").toString());
        Files.setLastModifiedTime(
                project().resolve("services/hello.py"), java.nio.file.attribute.FileTime.fromMillis(0));
        Files.createDirectories(project().resolve(".git"));
        Files.writeString(project().resolve(".git/config"), "not packed");
        run("pack", project().toString(), "--output", folder.resolve("two.zip").toString());

        assertThat(folder.resolve("two.zip")).hasSameBinaryContentAs(folder.resolve("one.zip"));
    }

    @Test
    void packsAsAnotherVersionAndLeavesTheProjectAsItIs() throws IOException {
        begin("disk-report", "shell");
        String before = Files.readString(project().resolve("plugin.yaml"));
        Path output = folder.resolve("dev.zip");

        assertThat(run("pack", project().toString(), "--version", "0.1.1-dev", "--output", output.toString()))
                .as(errors())
                .isZero();

        try (VerifiedPackage verified = PackageReader.open(output, PackageLimits.standard())) {
            assertThat(verified.manifest().version()).hasToString("0.1.1-dev");
        }
        assertThat(project().resolve("plugin.yaml")).hasContent(before);
        assertThat(run("pack", project().toString(), "--version", "next")).isEqualTo(1);
        assertThat(errors()).contains("--version");
    }

    @Test
    void tellsWhatComesNext() {
        begin("disk-report", "python");

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("python3 -m unittest discover tests", "plugin pack", "plugin install");
        assertThat(project().resolve("sextant")).isSymbolicLink();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Disk",
                "disk_report",
                "../evil",
                "a/b",
                "platform",
                "disk report",
                "-x",
                "disk:x",
                "d'y",
                "9lives"
            })
    void refusesBadNamesAndWritesNothing(String name) throws IOException {
        assertThat(begin(name, "python")).isNotZero();

        try (Stream<Path> written = Files.list(folder)) {
            assertThat(written.map(path -> path.getFileName().toString())).containsExactly("checkout");
        }
    }

    @Test
    void refusesAFolderThatIsNotEmpty() throws IOException {
        Files.createDirectories(project());
        Files.writeString(project().resolve("notes.txt"), "mine");

        assertThat(begin("disk-report", "shell")).isEqualTo(1);
        assertThat(errors()).contains("is not empty");
        assertThat(project().resolve("plugin.yaml")).doesNotExist();
    }

    @Test
    void tellsEveryProblemOfTheManifestAndPacksNothing() throws IOException {
        begin("disk-report", "shell");
        Path manifest = project().resolve("plugin.yaml");
        Files.writeString(
                manifest,
                Files.readString(manifest).replace("mode: async", "mode: later").replace("PT5M", "soon"));

        assertThat(run("pack", project().toString())).isEqualTo(1);
        assertThat(errors()).contains("'later'", "'soon'", "nothing was packed");
        assertThat(project().resolve("target/disk-report-0.1.0.sextant.zip")).doesNotExist();
    }

    @Test
    void saysWhereAProjectIsToBeBegun() {
        assertThat(run("pack", folder.toString())).isEqualTo(1);
        assertThat(errors()).contains("sextant.json", "plugin new");
        assertThat(begin("disk-report", "cobol")).isEqualTo(2);
        assertThat(errors()).contains("java, python, node, shell");
    }

    private Path project() {
        return folder.resolve("project");
    }

    private int begin(String name, String language) {
        return run("new", name, "--language", language, "--directory", project().toString());
    }

    private int run(String... arguments) {
        return Sextant.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
