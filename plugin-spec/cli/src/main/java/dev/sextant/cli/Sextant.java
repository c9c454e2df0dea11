package dev.sextant.cli;

import dev.sextant.cli.docs.DocsCommand;
import java.io.PrintStream;
import java.util.List;

/** The commands for plugin developers. */
public final class Sextant {

    private static final String USAGE = """
            Usage: sextant COMMAND OPTIONS
              new NAME --language java|python|node|shell [--directory FOLDER]
                  Begins a plugin: a project that passes its own test at once.
              pack FOLDER [--output NAME.sextant.zip] [--version VERSION]
                  Packs a project that was begun with 'new'; needs no Docker Engine. A version takes the place of the project's own.
              upgrade FOLDER [--dry-run]
                  Brings a project to what 'new' makes now: the files that nobody has touched; tells what is left to do.
              pack --manifest plugin.yaml --image image.tar [--image NAME=FILE …] [--file NAME=FILE …] --output NAME.sextant.zip
                  Packs a plugin and verifies the package as the platform will.
              pack --wecube PACKAGE.zip --output NAME.sextant.zip
                  Packs what a package of WeCube holds, with a list of its files, so that it can be signed.
              key new FILE
                  Makes a private key (FILE) and its public key (FILE.pub).
              sign PACKAGE --key FILE [--output FILE]
                  Verifies a package and signs its list of files.
              lint PATH [--json]
                  Judges a plugin.yaml, a WeCube register.xml or a package: exit 0 valid, 1 not, 2 it could not be read.
              docs DIR|PACKAGE [--html] [--language en|zh] [--output FILE]
                  Reference pages of a plugin, from its manifest.""";

    private Sextant() {}

    /** Runs a command; throws when it fails, so that a build that calls it fails too. */
    public static void main(String[] arguments) {
        int status = run(List.of(arguments), System.out, System.err);
        if (status != 0) {
            throw new CommandFailedException("sextant " + String.join(" ", arguments) + " failed, see above");
        }
    }

    /** Runs a command: 0 when it was done, 1 when its input is wrong, 2 when it was called wrongly. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            if (arguments.isEmpty()) {
                throw new UsageException("Say what is to be done");
            }
            return run(arguments.get(0), arguments.subList(1, arguments.size()), out, err);
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println(USAGE);
            return 2;
        }
    }

    private static int run(String command, List<String> rest, PrintStream out, PrintStream err) throws UsageException {
        return switch (command) {
            case "new" -> new NewCommand(out, err).run(Options.of(rest, NewCommand.FORM));
            case "pack" ->
                PackProjectCommand.isMeant(rest)
                        ? new PackProjectCommand(out, err).run(Options.of(rest, PackProjectCommand.FORM))
                        : new PackCommand(out, err).run(Options.of(rest, PackCommand.FORM));
            case "upgrade" -> UpgradeCommand.run(rest, out, err);
            case "key" -> new KeyCommand(out, err).run(Options.of(rest, KeyCommand.FORM));
            case "sign" -> new SignCommand(out, err).run(Options.of(rest, SignCommand.FORM));
            case "lint" -> LintCommand.run(rest, out, err);
            case "docs" -> DocsCommand.run(rest, out, err);
            default -> throw new UsageException("There is no command '" + command + "'");
        };
    }
}
