package dev.sextant.cli.project;

import dev.sextant.contract.manifest.ManifestProblem;
import dev.sextant.contract.manifest.ManifestReader;
import dev.sextant.contract.manifest.ManifestResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files that a new plugin begins with: a manifest, a service, its unit test, and a page that tells what to do. */
public final class Scaffold {

    private final Kit kit;

    /** A scaffold for a language. */
    public Scaffold(Kit kit) {
        this.kit = kit;
    }

    /** The files of a plugin of this name, by their paths. */
    public Map<String, String> files(String name) throws ProjectException {
        check(name);
        return Template.present(kit.language()).files(name);
    }

    /** Writes a new project; answers what to do next. */
    public List<String> write(String name, Path folder) throws ProjectException {
        Map<String, String> files = files(name);
        checkEmpty(folder);
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw new ProjectException("The project could not be written to " + folder + ": " + e, e);
        }
        kit.link(folder);
        return List.of("cd " + folder + " && " + kit.language().test());
    }

    private static void checkEmpty(Path folder) throws ProjectException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                throw new ProjectException(
                        folder + " is not empty; nothing was written. Choose another folder with --directory");
            }
        } catch (IOException e) {
            throw new ProjectException(folder + " is no folder that can be read: " + e, e);
        }
    }

    /** The manifest's own rules say what a name may be. */
    private static void check(String name) throws ProjectException {
        String quoted = name.replace("\\", "\\\\").replace("\"", "\\\"");
        String manifest = "apiVersion: sextant.dev/v1\nname: \"" + quoted
                + "\"\nversion: 0.1.0\ntitle: Title\ncontainers: [{image: 'plugin:0.1.0'}]\n";
        ManifestResult result = new ManifestReader().read(manifest.getBytes(StandardCharsets.UTF_8));
        if (result instanceof ManifestResult.Invalid invalid) {
            ManifestProblem first = invalid.problems().get(0);
            throw new ProjectException("'" + name + "' cannot be a plugin's name: " + first.message());
        }
    }
}
