package dev.sextant.cli;

import dev.sextant.cli.project.JavaProject;
import dev.sextant.cli.project.Kit;
import dev.sextant.cli.project.Language;
import dev.sextant.cli.project.Project;
import dev.sextant.cli.project.ProjectException;
import dev.sextant.cli.project.ProjectImage;
import dev.sextant.contract.manifest.PluginManifest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Packs a project: its image, without a Docker Engine, and then the package. */
final class PackProjectCommand {

    static final OptionForm FORM = new OptionForm(List.of("FOLDER"), List.of(), List.of("--output"), List.of());

    private final PrintStream out;
    private final PrintStream err;

    PackProjectCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** A folder is named first; whoever packs a finished image gives options only. */
    static boolean isMeant(List<String> arguments) {
        return !arguments.isEmpty() && !arguments.get(0).startsWith("--");
    }

    int run(Options options) {
        try {
            Project project = Project.in(Path.of(options.words().get(0)));
            if (project.language() == Language.JAVA) {
                return packJava(project, options);
            }
            PluginManifest manifest = project.manifest(err);
            String name = manifest.name() + "-" + manifest.version() + ".sextant.zip";
            Path output = options.has("--output")
                    ? Path.of(options.get("--output"))
                    : Files.createDirectories(project.folder().resolve("target"))
                            .resolve(name);
            return pack(project, manifest, output);
        } catch (ProjectException e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println("Could not pack " + options.words().get(0) + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    private static int packJava(Project project, Options options)
            throws IOException, ProjectException, InterruptedException {
        Path built = new JavaProject(project, Checkout.root()).build();
        if (options.has("--output")) {
            Files.copy(built, Path.of(options.get("--output")), StandardCopyOption.REPLACE_EXISTING);
        }
        return 0;
    }

    private int pack(Project project, PluginManifest manifest, Path output)
            throws IOException, ProjectException, InterruptedException {
        Path work = Files.createTempDirectory("sextant-pack-");
        try {
            Path image = work.resolve("image.tar");
            new ProjectImage(project, new Kit(project.language(), Checkout.root())).write(manifest, image, work);
            return Sextant.run(
                    List.of(
                            "pack",
                            "--manifest",
                            project.manifestFile().toString(),
                            "--image",
                            image.toString(),
                            "--output",
                            output.toString()),
                    out,
                    err);
        } finally {
            remove(work);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
