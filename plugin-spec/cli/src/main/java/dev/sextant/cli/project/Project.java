package dev.sextant.cli.project;

import dev.sextant.contract.manifest.ManifestProblem;
import dev.sextant.contract.manifest.ManifestReader;
import dev.sextant.contract.manifest.ManifestResult;
import dev.sextant.contract.manifest.PluginManifest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plugin's project that was begun with the scaffold.
 *
 * @param folder where it is
 * @param language what it is written in
 */
public record Project(Path folder, Language language) {

    /** Says what a project is written in, and which scaffold it was begun with. */
    static final String FILE = "sextant.json";

    /** Name of the manifest's file in a project that Maven does not build. */
    public static final String MANIFEST = "plugin.yaml";

    /** The project in a folder. */
    public static Project in(Path folder) throws ProjectException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new ProjectException(folder + " is no project of a plugin: it has no " + FILE
                    + ". Begin one with: ./sextant plugin new NAME --language " + Language.PYTHON.text());
        }
        try {
            String language = JsonMapper.shared()
                    .readTree(Files.readAllBytes(file))
                    .path("language")
                    .asString("");
            Optional<Language> found = Language.find(language);
            return new Project(
                    folder,
                    found.orElseThrow(() -> new ProjectException(
                            file + ": 'language' is '" + language + "'; it is one of " + Language.all())));
        } catch (IOException | JacksonException e) {
            throw new ProjectException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Where the manifest is. */
    public Path manifestFile() {
        return folder.resolve(language == Language.JAVA ? "src/main/sextant/" + MANIFEST : MANIFEST);
    }

    /** The manifest of a text, which stands in the project's file; tells its problems, each with its place. */
    public PluginManifest manifest(String text, PrintStream err) throws ProjectException {
        ManifestResult result = new ManifestReader().read(text.getBytes(StandardCharsets.UTF_8));
        if (result instanceof ManifestResult.Valid valid) {
            return valid.manifest();
        }
        for (ManifestProblem problem : ((ManifestResult.Invalid) result).problems()) {
            err.println(problem.severity() + " " + manifestFile() + ", " + problem);
        }
        throw new ProjectException(manifestFile() + " is not valid, see above; nothing was packed");
    }
}
