package dev.sextant.core.resource.database;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.resource.ResourceError;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An upgrade script in sections, each from a line {@code #@vX-begin@;} to a line {@code #@vX-end@;} with what brings the version before
 * up to X.
 */
final class UpgradeScript {
    private static final Pattern BEGIN = Pattern.compile("#@\\s*v?([0-9][0-9A-Za-z.-]{0,40}?)-begin@;?\\s*");
    private static final Pattern END = Pattern.compile("#@\\s*v?([0-9][0-9A-Za-z.-]{0,40}?)-end@;?\\s*");

    private UpgradeScript() {}

    /**
     * What is left to do for a schema of the installed version: from the first section that is newer, to the end. The lines before
     * it become empty, so that a line keeps its number. A script without sections is taken whole.
     */
    static String after(ScriptVersion installed, String file, String text) {
        if (text.lines().noneMatch(line -> BEGIN.matcher(line.strip()).matches())) {
            return text;
        }
        var begun = new boolean[1];
        return text.lines()
                .map(line -> {
                    var begin = BEGIN.matcher(line.strip());
                    if (begin.matches()) {
                        begun[0] |= version(file, begin.group(1)).compareTo(installed) > 0;
                        return "";
                    }
                    return begun[0] && !END.matcher(line.strip()).matches() ? line : "";
                })
                .collect(Collectors.joining("\n"));
    }

    private static ScriptVersion version(String file, String text) {
        try {
            return ScriptVersion.of(text);
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(
                    ResourceError.SCRIPT_UNREADABLE,
                    "The marker #@v%s-begin@; of %s names no version; write for example #@v1.2.0-begin@;"
                            .formatted(text, file));
        }
    }
}
