package dev.sextant.cli;

import dev.sextant.cli.project.FileUpgrade;
import dev.sextant.cli.project.Project;
import dev.sextant.cli.project.ProjectException;
import dev.sextant.cli.project.Upgrade;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Brings a project to the present scaffold. */
final class UpgradeCommand {

    private static final String DRY_RUN = "--dry-run";

    private UpgradeCommand() {}

    static int run(List<String> arguments, PrintStream out, PrintStream err) throws UsageException {
        List<String> words = new ArrayList<>(arguments);
        boolean dryRun = words.remove(DRY_RUN);
        if (words.size() != 1 || words.get(0).startsWith("--")) {
            throw new UsageException("The command wants a FOLDER, and may have " + DRY_RUN);
        }
        try {
            upgrade(Path.of(words.get(0)), dryRun, out);
            return 0;
        } catch (ProjectException e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println("Could not upgrade " + words.get(0) + ": " + e);
        }
        return 1;
    }

    private static void upgrade(Path folder, boolean dryRun, PrintStream out) throws ProjectException, IOException {
        Upgrade upgrade = Upgrade.of(Project.in(folder));
        if (upgrade.before() == upgrade.after()) {
            out.println(folder + " is of the present scaffold, " + upgrade.after());
            return;
        }
        List<FileUpgrade> plan = upgrade.plan();
        out.println(folder + ": scaffold " + upgrade.before() + " to " + upgrade.after());
        plan.forEach(change -> out.println("  " + told(change)));
        String left = left(plan);
        if (!left.isEmpty()) {
            out.println("What has changed in the scaffold of files that are yours; take over what you want of it:");
            out.print(left);
        }
        if (dryRun) {
            out.println("Nothing was written (" + DRY_RUN + ")");
            return;
        }
        if (!left.isEmpty()) {
            Path diff = Files.createDirectories(folder.resolve("target"))
                    .resolve("upgrade-" + upgrade.before() + "-" + upgrade.after() + ".diff");
            Files.writeString(diff, left);
            out.println("It is in " + diff + " too, for git apply --3way or patch -p1");
        }
        upgrade.perform(plan);
    }

    private static String told(FileUpgrade change) {
        if (change instanceof FileUpgrade.Left left) {
            return "left     " + left.path() + ": " + left.why();
        }
        if (change instanceof FileUpgrade.Written written) {
            return (written.before() == null ? "added    " : "changed  ") + written.path();
        }
        return "removed  " + change.path();
    }

    private static String left(List<FileUpgrade> plan) {
        return plan.stream()
                .filter(FileUpgrade.Left.class::isInstance)
                .map(change -> ((FileUpgrade.Left) change).diff())
                .collect(Collectors.joining());
    }
}
