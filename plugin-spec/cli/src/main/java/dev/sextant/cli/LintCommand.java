package dev.sextant.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Judges a manifest of either kind, or the one in a package, without a platform and without a network. */
final class LintCommand {

    private static final int VALID = 0;
    private static final int INVALID = 1;
    private static final int UNREADABLE = 2;

    private LintCommand() {}

    static int run(List<String> arguments, PrintStream out, PrintStream err) throws UsageException {
        List<String> words = new ArrayList<>(arguments);
        boolean json = words.remove("--json");
        if (words.size() != 1 || words.get(0).startsWith("--")) {
            throw new UsageException("lint wants one PATH: a manifest, or a package");
        }
        Path file = Path.of(words.get(0));
        LintReport report;
        int status;
        try {
            if (!Files.isRegularFile(file)) {
                throw new IOException(Files.exists(file) ? "it is no file" : "there is no such file");
            }
            report = LintedFile.read(file);
            status = report.valid() ? VALID : INVALID;
        } catch (IOException e) {
            String reason = file + " could not be read: " + e.getMessage();
            err.println(reason);
            report = LintReport.unreadable(reason);
            status = UNREADABLE;
        }
        if (json) {
            out.println(report.json());
        } else if (status != UNREADABLE) {
            report.tell(file, out);
        }
        return status;
    }
}
