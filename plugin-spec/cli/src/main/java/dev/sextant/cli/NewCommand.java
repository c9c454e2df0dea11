package dev.sextant.cli;

import dev.sextant.cli.project.Kit;
import dev.sextant.cli.project.Language;
import dev.sextant.cli.project.ProjectException;
import dev.sextant.cli.project.Scaffold;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Begins a plugin: a project that passes its own test at once. */
final class NewCommand {

    static final OptionForm FORM =
            new OptionForm(List.of("NAME"), List.of("--language"), List.of("--directory"), List.of());

    private final PrintStream out;
    private final PrintStream err;

    NewCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int run(Options options) throws UsageException {
        String name = options.words().get(0);
        Language language = Language.find(options.get("--language"))
                .orElseThrow(() -> new UsageException(
                        "There is no scaffold for '" + options.get("--language") + "'; take one of " + Language.all()));
        Path folder = Path.of(options.has("--directory") ? options.get("--directory") : name);
        try {
            List<String> steps = new Scaffold(new Kit(language, Checkout.root())).write(name, folder);
            out.println("Made the plugin " + name + " in " + folder + ". What comes next:");
            steps.forEach(step -> out.println("  " + step));
            out.println("  ./sextant plugin pack " + folder);
            out.println("  ./sextant plugin install " + folder.resolve("target/" + name + "-0.1.0.sextant.zip"));
            return 0;
        } catch (ProjectException e) {
            err.println(e.getMessage());
            return 1;
        }
    }
}
