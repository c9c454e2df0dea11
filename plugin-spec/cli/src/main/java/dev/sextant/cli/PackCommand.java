package dev.sextant.cli;

import dev.sextant.contract.archive.PackageException;
import dev.sextant.contract.archive.PackageKind;
import dev.sextant.contract.archive.PackageLimits;
import dev.sextant.contract.archive.PackageWriter;
import dev.sextant.contract.archive.VerifiedPackage;
import dev.sextant.contract.manifest.ContainerSpec;
import dev.sextant.contract.manifest.ManifestProblem;
import dev.sextant.contract.manifest.ManifestReader;
import dev.sextant.contract.manifest.ManifestResult;
import dev.sextant.contract.manifest.PluginManifest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Packs a plugin; a package that the platform would refuse is not left behind. */
final class PackCommand {

    static final OptionForm FORM = new OptionForm(
            List.of(), List.of("--output"), List.of("--manifest", "--wecube"), List.of("--image", "--file"));

    private static final String IMAGE = "image.tar";

    private final PrintStream out;
    private final PrintStream err;

    PackCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int run(Options options) throws UsageException {
        Path output = Path.of(options.get("--output"));
        if (options.has("--manifest") == options.has("--wecube")) {
            throw new UsageException("Give one of --manifest and --wecube");
        }
        try {
            boolean packed = options.has("--wecube")
                    ? packWecube(Path.of(options.get("--wecube")), output)
                    : packOurs(options, output);
            return packed && verify(output) ? 0 : 1;
        } catch (PackageException e) {
            err.println(e.detail());
        } catch (IOException e) {
            err.println("Could not pack " + output + ": " + e);
        }
        return 1;
    }

    private boolean packOurs(Options options, Path output) throws IOException, UsageException {
        Path manifestFile = Path.of(options.get("--manifest"));
        ManifestResult result = new ManifestReader().read(Files.readAllBytes(manifestFile));
        if (result instanceof ManifestResult.Invalid invalid) {
            tell(manifestFile, invalid.problems());
            return false;
        }
        ManifestResult.Valid valid = (ManifestResult.Valid) result;
        tell(manifestFile, valid.warnings());
        Map<String, Path> files = new LinkedHashMap<>();
        files.put(PackageKind.SEXTANT.manifest(), manifestFile);
        Map<String, String> images = images(valid.manifest(), options.all("--image"), files);
        for (String file : options.all("--file")) {
            NamedFile named = NamedFile.of("--file", file);
            if (files.put(named.name(), named.file()) != null) {
                throw new UsageException("'" + named.name() + "' is to be packed twice");
            }
        }
        PackageWriter.write(output, files, images);
        return true;
    }

    /** One image goes without a name; of several, each is given as NAME=FILE. */
    private static Map<String, String> images(PluginManifest manifest, List<String> given, Map<String, Path> files)
            throws UsageException {
        List<String> wanted = manifest.containers().stream()
                .map(ContainerSpec::image)
                .distinct()
                .toList();
        Map<String, String> images = new LinkedHashMap<>();
        if (wanted.size() == 1 && given.size() == 1) {
            String only = given.get(0);
            String prefix = wanted.get(0) + "=";
            files.put(IMAGE, Path.of(only.startsWith(prefix) ? only.substring(prefix.length()) : only));
            images.put(wanted.get(0), IMAGE);
            return images;
        }
        Map<String, Path> byName = new LinkedHashMap<>();
        for (String image : given) {
            NamedFile named = NamedFile.of("--image", image);
            byName.put(named.name(), named.file());
        }
        for (String name : wanted) {
            Path file = byName.remove(name);
            if (file == null) {
                throw new UsageException(
                        "The manifest asks for the image " + name + "; give it as --image " + name + "=FILE");
            }
            String entry = "image-" + (images.size() + 1) + ".tar";
            files.put(entry, file);
            images.put(name, entry);
        }
        if (!byName.isEmpty()) {
            throw new UsageException("The manifest asks for no image " + String.join(", ", byName.keySet()));
        }
        return images;
    }

    private static boolean packWecube(Path source, Path output) throws IOException {
        try (VerifiedPackage wecube = LocalPackage.open(source)) {
            PackageWriter.rewrite(output, wecube);
        }
        return true;
    }

    private boolean verify(Path output) throws IOException {
        long size = Files.size(output);
        try (VerifiedPackage verified = LocalPackage.open(output)) {
            out.println("Packed " + verified.manifest().name() + " "
                    + verified.manifest().version() + ", " + size + " bytes: " + output);
        } catch (PackageException e) {
            Files.delete(output);
            throw e;
        }
        long taken = PackageLimits.standard().archiveBytes();
        if (size > taken) {
            err.println("A platform takes packages of up to " + taken + " bytes unless it is set otherwise");
        }
        return true;
    }

    private void tell(Path file, List<ManifestProblem> problems) {
        problems.forEach(problem -> err.println(problem.severity() + " " + file + ", " + problem));
    }
}
