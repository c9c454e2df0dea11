package dev.sextant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.cli.project.Kit;
import dev.sextant.cli.project.Language;
import dev.sextant.cli.project.ProjectException;
import dev.sextant.cli.project.Scaffold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The samples are what the scaffold makes, with services of their own: whoever changes the scaffold brings them along. */
class SampleProjectsTests {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @ParameterizedTest
    @CsvSource({"python-port-check, python, port-check", "shell-name-lookup, shell, name-lookup"})
    void areWhatTheScaffoldMakes(String folder, String language, String name) throws ProjectException, IOException {
        Path sample = ROOT.resolve("plugins/samples").resolve(folder);
        Map<String, String> made = new Scaffold(new Kit(Language.find(language).orElseThrow(), ROOT)).files(name);

        for (Map.Entry<String, String> file : made.entrySet()) {
            if (file.getKey().startsWith("services/") || file.getKey().startsWith("tests/")) {
                assertThat(sample.resolve(file.getKey())).doesNotExist();
            } else if (file.getKey().equals("plugin.yaml")) {
                assertThat(head(Files.readString(sample.resolve("plugin.yaml"))))
                        .isEqualTo(head(file.getValue()));
            } else {
                assertThat(sample.resolve(file.getKey())).hasContent(file.getValue());
            }
        }
    }

    /** What comes before the services, without what a plugin says of itself and asks for. */
    private static String head(String manifest) {
        return manifest.substring(0, manifest.indexOf("services:"))
                .lines()
                .filter(line -> !line.matches("(title|summary|capabilities):.*") && !line.isBlank())
                .reduce("", (text, line) -> text + line + "\n");
    }
}
