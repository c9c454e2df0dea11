package dev.sextant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeCommandTests {

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
    @ValueSource(strings = {"java", "python", "node", "shell"})
    void tellsWhatItWouldDoAndDoesItOnce(String language) throws IOException {
        beginWithTheFirstScaffold(language);
        Map<String, String> before = files();

        assertThat(run("upgrade", project().toString(), "--dry-run"))
                .as(errors())
                .isZero();
        assertThat(said()).contains("scaffold 1 to 2", "changed  README.md", "Nothing was written");
        assertThat(files()).isEqualTo(before);

        assertThat(run("upgrade", project().toString())).as(errors()).isZero();
        assertThat(Files.readString(project().resolve("README.md"))).contains("plugin upgrade FOLDER");
        Map<String, String> upgraded = files();
        assertThat(run("upgrade", project().toString())).as(errors()).isZero();
        assertThat(said()).contains("is of the present scaffold, 2");
        assertThat(files()).isEqualTo(upgraded);
    }

    @Test
    void leavesADiffOfWhatItDidNotTouch() throws IOException {
        beginWithTheFirstScaffold("python");
        Path readme = project().resolve("README.md");
        String mine = Files.readString(readme).replace("A plugin of Sextant in Python.", "Reports disks.");
        Files.writeString(readme, mine);

        assertThat(run("upgrade", project().toString())).as(errors()).isZero();

        assertThat(readme).hasContent(mine);
        assertThat(said()).contains("left     README.md: you have changed it", "+    ./sextant plugin dev FOLDER");
        assertThat(Files.readString(project().resolve("target/upgrade-1-2.diff")))
                .contains("--- a/README.md", "+    ./sextant plugin dev FOLDER");
    }

    @Test
    void saysWhatItCannotUpgrade() throws IOException {
        assertThat(run("upgrade", folder.toString())).isEqualTo(1);
        assertThat(errors()).contains("sextant.json", "plugin new");
        assertThat(run("upgrade")).isEqualTo(2);
        assertThat(run("upgrade", folder.toString(), "--force")).isEqualTo(2);
    }

    private void beginWithTheFirstScaffold(String language) throws IOException {
        assertThat(run(
                        "new",
                        "disk-report",
                        "--language",
                        language,
                        "--directory",
                        project().toString()))
                .as(errors())
                .isZero();
        try (InputStream old = getClass().getResourceAsStream("project/before/1/" + language + "/README.md")) {
            String text = new String(Objects.requireNonNull(old).readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(
                    project().resolve("README.md"),
                    text.replace("@name@", "disk-report").replace("@title@", "Disk report"));
        }
        Path note = project().resolve("sextant.json");
        Files.writeString(note, Files.readString(note).replace("\"scaffold\": 2", "\"scaffold\": 1"));
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var all = Files.walk(project())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.toString(), Files.readString(file));
            }
        }
        return files;
    }

    private Path project() {
        return folder.resolve("project");
    }

    private int run(String... arguments) {
        return Sextant.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
