package dev.sextant.cli.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A project in Java: Maven makes its image and its package, with what the SDK's parent brings. */
public final class JavaProject {

    /** A pom.xml with another version, beside the project's own while it is built. */
    private static final String OTHER_POM = ".sextant-pom.xml";

    private final Project project;
    private final Path root;

    /** A project, and the checkout of Sextant whose base image it stands on. */
    public JavaProject(Project project, Path root) {
        this.project = project;
        this.root = root;
    }

    /** Builds the package; answers where it is. */
    public Path build(OtherVersion version) throws ProjectException, InterruptedException {
        try {
            if (version.isNone()) {
                return build("pom.xml", ".sextant.zip");
            }
            Path pom = project.folder().resolve(OTHER_POM);
            try {
                Files.writeString(
                        pom, version.inPom(Files.readString(project.folder().resolve("pom.xml"))));
                return build(OTHER_POM, "-" + version.text() + ".sextant.zip");
            } finally {
                Files.deleteIfExists(pom);
            }
        } catch (IOException e) {
            throw new ProjectException(project.folder() + " could not be built: " + e, e);
        }
    }

    private Path build(String pom, String suffix) throws IOException, ProjectException, InterruptedException {
        List<String> command = List.of(
                "mvn",
                "-q",
                "-B",
                "-f",
                pom,
                "-Ppackages",
                "-Dsextant.base-image=" + root.resolve("deploy/images/target/base.tar"),
                "package");
        int status = new ProcessBuilder(command)
                .directory(project.folder().toFile())
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new ProjectException(project.folder() + " could not be built, see above");
        }
        return built(suffix);
    }

    private Path built(String suffix) throws IOException, ProjectException {
        Path target = project.folder().resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            List<Path> packages =
                    files.filter(file -> file.toString().endsWith(suffix)).toList();
            if (packages.size() != 1) {
                throw new ProjectException(target + " holds " + packages.size()
                        + " packages instead of one; remove the old ones: mvn clean");
            }
            return packages.get(0);
        }
    }
}
