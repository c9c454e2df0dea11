package dev.sextant.cli;

import dev.sextant.contract.archive.ImageTar;
import dev.sextant.contract.archive.PackageException;
import dev.sextant.contract.archive.PackageIndex;
import dev.sextant.contract.archive.PackageLimits;
import dev.sextant.contract.archive.PackageReader;
import dev.sextant.contract.archive.PackageWriter;
import dev.sextant.contract.manifest.ManifestProblem;
import dev.sextant.contract.manifest.ManifestReader;
import dev.sextant.contract.manifest.ManifestResult;
import dev.sextant.contract.manifest.PluginManifest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Packs a manifest and an image into a plugin package; a package that the platform would refuse is not left behind. */
final class PackCommand {

    static final OptionForm FORM =
            new OptionForm(List.of(), List.of("--manifest", "--image", "--output"), List.of(), List.of());

    private static final String IMAGE = "image.tar";

    private PackCommand() {}

    static int run(Options options, PrintStream out, PrintStream err) {
        Path manifestFile = Path.of(options.get("--manifest"));
        Path output = Path.of(options.get("--output"));
        try {
            ManifestResult result = new ManifestReader().read(Files.readAllBytes(manifestFile));
            if (result instanceof ManifestResult.Invalid invalid) {
                tell(manifestFile, invalid.problems(), err);
                return 1;
            }
            ManifestResult.Valid valid = (ManifestResult.Valid) result;
            tell(manifestFile, valid.warnings(), err);
            pack(valid.manifest(), manifestFile, Path.of(options.get("--image")), output);
            out.println("Packed " + valid.manifest().name() + " "
                    + valid.manifest().version() + ", " + Files.size(output) + " bytes: " + output);
            return 0;
        } catch (PackageException e) {
            err.println(e.detail());
        } catch (IOException e) {
            err.println("Could not pack " + output + ": " + e);
        }
        return 1;
    }

    private static void pack(PluginManifest manifest, Path manifestFile, Path image, Path output) throws IOException {
        ImageTar tar;
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(image))) {
            tar = ImageTar.read(stream);
        }
        Map<String, Path> files = Map.of(PackageIndex.MANIFEST, manifestFile, IMAGE, image);
        String name = manifest.containers().get(0).image();
        PackageWriter.write(output, files, List.of(new PackageIndex.Image(name, IMAGE, tar.id())));
        try {
            PackageReader.open(output, PackageLimits.standard()).close();
        } catch (PackageException e) {
            Files.delete(output);
            throw e;
        }
    }

    private static void tell(Path file, List<ManifestProblem> problems, PrintStream err) {
        problems.forEach(problem -> err.println(problem.severity() + " " + file + ", " + problem));
    }
}
