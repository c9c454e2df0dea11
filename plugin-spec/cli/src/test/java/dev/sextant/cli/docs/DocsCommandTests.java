package dev.sextant.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocsCommandTests {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeManifest() throws Exception {
        Files.writeString(folder.resolve("plugin.yaml"), """
                apiVersion: sextant.dev/v1
                name: greeter
                version: 1.2.0
                title: {en: Greeter, zh: 问候}
                summary: {en: "Greets <b>all</b> | everyone", zh: 问候所有人}
                containers:
                  - {image: "greeter:1.2.0", memory: 64Mi}
                services:
                  - name: greet
                    title: {en: Greet, zh: 问候一次}
                    path: /greeter/v1/services/greet
                    input:
                      name: {type: string, required: true, title: {en: Name, zh: 名字}}
                      tone: {type: string, enum: [KIND, PLAIN], default: KIND}
                entities:
                  - name: note
                    attributes:
                      - {name: text, type: string, required: true}
                """);
    }

    @Test
    void writesWhatTheManifestSaysAsMarkdown() {
        assertThat(run()).isZero();

        assertThat(text(out))
                .startsWith("# Greeter 1.2.0")
                .contains("## Greet (greet)", "POST /greeter/v1/services/greet", "up to 100 records")
                .contains("| name | string | yes |  | Name.", "| tone | string: KIND, PLAIN |  | KIND |")
                .contains("{\"callbackParameter\": \"record-1\", \"name\": \"…\"}")
                .contains("| text | string | yes |")
                .doesNotContain("<b>");
    }

    @Test
    void writesHtmlThatShowsMarkupAsText() {
        assertThat(run("--html", "--language", "zh")).isZero();

        assertThat(text(out)).contains("<html lang=\"zh\">", "<h1>问候 1.2.0</h1>", "<h2>问候一次 (greet)</h2>");
        out.reset();
        assertThat(run("--html")).isZero();
        assertThat(text(out)).contains("&lt;b&gt;all&lt;/b&gt;").doesNotContain("<b>");
    }

    @Test
    void refusesABrokenManifestWithItsPosition() throws Exception {
        Files.writeString(folder.resolve("plugin.yaml"), "name: 7\n");

        assertThat(run()).isEqualTo(1);
        assertThat(text(err)).contains("plugin.yaml, line 1");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        Files.delete(folder.resolve("plugin.yaml"));

        assertThat(run()).isEqualTo(2);
        assertThat(text(err)).contains("there is no");
    }

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of(folder.toString()));
        arguments.addAll(List.of(options));
        return DocsCommand.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
