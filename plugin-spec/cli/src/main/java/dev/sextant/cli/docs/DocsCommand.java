package dev.sextant.cli.docs;

import dev.sextant.contract.archive.PackageException;
import dev.sextant.contract.archive.PackageLimits;
import dev.sextant.contract.archive.PackageReader;
import dev.sextant.contract.archive.VerifiedPackage;
import dev.sextant.contract.manifest.ManifestReader;
import dev.sextant.contract.manifest.ManifestResult;
import dev.sextant.contract.manifest.PluginManifest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code docs DIR|PACKAGE [--html] [--language en|zh] [--output FILE]}: reference pages of a plugin. */
public final class DocsCommand {

    private static final List<String> PLACES =
            List.of("target/classes/META-INF/sextant/plugin.yaml", "plugin.yaml", "src/main/sextant/plugin.yaml");

    private DocsCommand() {}

    /** Runs the command: 0 when the page was written, 1 when the manifest is wrong, 2 when it could not be read. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        String from = null;
        String output = null;
        boolean html = false;
        boolean chinese = false;
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.equals("--html")) {
                html = true;
            } else if (word.equals("--language") && i + 1 < arguments.size()) {
                chinese = arguments.get(++i).equals("zh");
            } else if (word.equals("--output") && i + 1 < arguments.size()) {
                output = arguments.get(++i);
            } else if (from == null && !word.startsWith("--")) {
                from = word;
            } else {
                err.println("'" + word + "' is not understood");
                return 2;
            }
        }
        if (from == null) {
            err.println("Say of which plugin: docs DIR|PACKAGE [--html] [--language en|zh] [--output FILE]");
            return 2;
        }
        try {
            PluginManifest manifest = manifest(Path.of(from), err);
            if (manifest == null) {
                return 1;
            }
            Page page = ReferencePage.of(manifest, chinese);
            String text = html ? HtmlWriter.write(page, chinese ? "zh" : "en") : MarkdownWriter.write(page);
            if (output == null) {
                out.print(text);
            } else {
                Files.writeString(Path.of(output), text);
                out.println("Wrote " + output);
            }
            return 0;
        } catch (PackageException refused) {
            err.println(refused.detail());
        } catch (IOException failed) {
            err.println("Could not read " + from + ": " + failed.getMessage());
        }
        return 2;
    }

    private static @Nullable PluginManifest manifest(Path from, PrintStream err) throws IOException {
        if (Files.isDirectory(from)) {
            Optional<Path> found = PLACES.stream()
                    .map(from::resolve)
                    .filter(Files::isRegularFile)
                    .findFirst();
            if (found.isEmpty()) {
                throw new IOException("there is no " + String.join(", ", PLACES) + " in it");
            }
            return read(found.get(), err);
        }
        if (String.valueOf(from.getFileName()).endsWith(".yaml")) {
            return read(from, err);
        }
        try (VerifiedPackage opened = PackageReader.open(from, PackageLimits.standard())) {
            return opened.manifest();
        }
    }

    private static @Nullable PluginManifest read(Path file, PrintStream err) throws IOException {
        ManifestResult result = new ManifestReader().read(Files.readAllBytes(file));
        if (result instanceof ManifestResult.Valid valid) {
            return valid.manifest();
        }
        ((ManifestResult.Invalid) result).problems().forEach(problem -> err.println(file + ", " + problem));
        return null;
    }
}
