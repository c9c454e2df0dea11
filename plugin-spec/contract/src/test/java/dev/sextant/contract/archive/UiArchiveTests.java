package dev.sextant.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UiArchiveTests {

    @TempDir
    Path folder;

    @Test
    void readsWhatItHasWritten() throws IOException {
        Path zip = written("one.zip");

        try (UiArchive archive = UiArchive.open(zip);
                InputStream script = archive.open("js/app.js")) {
            assertThat(archive.sizes()).isEqualTo(Map.of("index.html", 3L, "js/app.js", 5L));
            assertThat(script.readAllBytes()).asString().isEqualTo("let a");
            assertThatThrownBy(() -> archive.open("../ui.zip")).isInstanceOf(PackageException.class);
        }
    }

    @Test
    void writesTheSameBytesForTheSameFiles() throws IOException {
        assertThat(written("one.zip")).hasSameBinaryContentAs(written("two.zip"));
    }

    @Test
    void writesNoNameThatCannotBeServed() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("ui")).resolve("a b.html"), "x");

        assertThatThrownBy(() -> UiArchive.write(folder.resolve("ui.zip"), folder.resolve("ui")))
                .isInstanceOfSatisfying(
                        PackageException.class,
                        refused -> assertThat(refused.code()).isEqualTo(PackageErrorCode.PACKAGE_UNSAFE_ENTRY));
    }

    @Test
    void refusesWhatLeadsOutOfIt() throws IOException {
        Path zip = folder.resolve("slip.zip");
        try (ZipWriter writer = new ZipWriter(zip);
                CopyingStream content = writer.begin("../evil", 0, InputStream.nullInputStream())) {
            writer.end("../evil", 0, content);
            writer.finish();
        }

        assertThatThrownBy(() -> UiArchive.open(zip)).isInstanceOf(PackageException.class);
    }

    private Path written(String name) throws IOException {
        Path ui = folder.resolve("pages");
        Files.createDirectories(ui.resolve("js"));
        Files.writeString(ui.resolve("index.html"), "<p>");
        Files.writeString(ui.resolve("js/app.js"), "let a");
        Path zip = folder.resolve(name);
        UiArchive.write(zip, ui);
        return zip;
    }
}
