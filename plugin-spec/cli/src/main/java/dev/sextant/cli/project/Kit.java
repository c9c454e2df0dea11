package dev.sextant.cli.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this checkout of Sextant has for a language: the base image, and the library that the services are written with.
 *
 * @param language the language
 * @param root the checkout
 */
public record Kit(Language language, Path root) {

    /** Where the library is on this machine. */
    Path library() {
        return root.resolve(language == Language.NODE ? "plugin-spec/kits/node" : "plugin-spec/kits/python/sextant");
    }

    /** Where the library is in the image. */
    String libraryInImage() {
        return language == Language.NODE ? "/app/node_modules/sextant" : "/opt/sextant/sextant";
    }

    /** Leads from a project to the library, so that tests and editors find it; it is neither packed nor committed. */
    void link(Path project) throws ProjectException {
        if (language != Language.PYTHON && language != Language.NODE) {
            return;
        }
        Path link = project.resolve(language == Language.NODE ? "node_modules/sextant" : "sextant");
        try {
            if (Files.isSymbolicLink(link)) {
                Files.delete(link);
            }
            if (!Files.exists(link)) {
                Files.createDirectories(link.toAbsolutePath().getParent());
                Files.createSymbolicLink(link, library());
            }
        } catch (IOException e) {
            throw new ProjectException("The link " + link + " to the kit could not be made: " + e, e);
        }
    }

    /** The base image, made anew when something has changed that it is made of. */
    Path baseImage() throws ProjectException, InterruptedException {
        String name = language == Language.NODE ? "node" : "python";
        Path script = root.resolve("deploy/images/" + name + "-base.sh");
        try {
            int status =
                    new ProcessBuilder(script.toString()).inheritIO().start().waitFor();
            if (status != 0) {
                throw new ProjectException("The base image for " + language.text() + " could not be made, see above");
            }
        } catch (IOException e) {
            throw new ProjectException("The base image for " + language.text() + " could not be made: " + e, e);
        }
        return root.resolve("deploy/images/target/" + name + ".tar");
    }
}
