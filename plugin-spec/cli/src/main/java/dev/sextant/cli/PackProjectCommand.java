package dev.sextant.cli;

import dev.sextant.cli.project.JavaProject;
import dev.sextant.cli.project.Kit;
import dev.sextant.cli.project.Language;
import dev.sextant.cli.project.OtherVersion;
import dev.sextant.cli.project.Project;
import dev.sextant.cli.project.ProjectException;
import dev.sextant.cli.project.ProjectImage;
import dev.sextant.contract.archive.UiArchive;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.UiSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Packs a project: its image, without a Docker Engine, and then the package. */
final class PackProjectCommand {

    static final OptionForm FORM =
            new OptionForm(List.of("FOLDER"), List.of(), List.of("--output", "--version"), List.of());

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
            OtherVersion version = OtherVersion.of(options.get("--version"));
            if (project.language() == Language.JAVA) {
                return packJava(project, options, version);
            }
            String text = version.in(Files.readString(project.manifestFile()));
            PluginManifest manifest = project.manifest(text, err);
            String name = manifest.name() + "-" + manifest.version() + ".sextant.zip";
            Path output = options.has("--output")
                    ? Path.of(options.get("--output"))
                    : Files.createDirectories(project.folder().resolve("target"))
                            .resolve(name);
            return pack(project, manifest, text, output);
        } catch (ProjectException e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println("Could not pack " + options.words().get(0) + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    private static int packJava(Project project, Options options, OtherVersion version)
            throws IOException, ProjectException, InterruptedException {
        Path built = new JavaProject(project, Checkout.root()).build(version);
        if (options.has("--output")) {
            Path output = Path.of(options.get("--output"));
            if (version.isNone()) {
                Files.copy(built, output, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(built, output, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return 0;
    }

    private int pack(Project project, PluginManifest manifest, String text, Path output)
            throws IOException, ProjectException, InterruptedException {
        Path work = Files.createTempDirectory("sextant-pack-");
        try {
            Path image = work.resolve("image.tar");
            Path written = Files.writeString(work.resolve(Project.MANIFEST), text);
            new ProjectImage(project, new Kit(project.language(), Checkout.root())).write(manifest, image, work);
            List<String> arguments = new ArrayList<>(List.of("pack", "--manifest", written.toString()));
            arguments.addAll(List.of("--image", image.toString(), "--output", output.toString()));
            arguments.addAll(pages(project, manifest, work));
            return Sextant.run(arguments, out, err);
        } finally {
            remove(work);
        }
    }

    /** The folder {@code ui} becomes the archive that the manifest names. */
    private static List<String> pages(Project project, PluginManifest manifest, Path work) throws IOException {
        UiSpec ui = manifest.ui();
        Path folder = project.folder().resolve("ui");
        if (ui == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        Path archive = work.resolve("ui.zip");
        UiArchive.write(archive, folder);
        return List.of("--file", ui.archive() + "=" + archive);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
