package dev.sextant.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.sextant.contract.manifest.IgnoredPart;
import dev.sextant.contract.manifest.ManifestCounts;
import dev.sextant.contract.manifest.ManifestOutline;
import dev.sextant.contract.manifest.ManifestProblem;
import dev.sextant.contract.manifest.ManifestResult;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What lint says of a file; the JSON has these fields.
 *
 * @param valid whether the platform would take it
 * @param format {@code sextant} or {@code wecube}; null when that could not be found out
 * @param name the plugin's name as it was written
 * @param version the package's version as it was written
 * @param counts how much of everything there is
 * @param problems errors and warnings in the order of the text
 * @param ignored what has no meaning here
 * @param signature whose seal a package carries, for people; null when it is no package that was verified
 */
@JsonPropertyOrder({"valid", "format", "name", "version", "counts", "problems", "ignored"})
record LintReport(
        boolean valid,
        @Nullable String format,
        @Nullable String name,
        @Nullable String version,
        ManifestCounts counts,
        List<Problem> problems,
        List<IgnoredPart> ignored,
        @JsonIgnore @Nullable String signature) {

    /** In ASCII, so that no console's encoding spoils it. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final ManifestCounts NOTHING = new ManifestCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** A defect, with the place where it stands. */
    @JsonPropertyOrder({"severity", "line", "column", "path", "message"})
    record Problem(String severity, int line, int column, String path, String message) {

        static Problem of(ManifestProblem problem) {
            return new Problem(
                    problem.severity().name().toLowerCase(Locale.ROOT),
                    problem.line(),
                    problem.column(),
                    problem.path(),
                    problem.message());
        }

        static Problem ofFile(String message) {
            return new Problem("error", 1, 1, "", message);
        }
    }

    static LintReport of(ManifestResult result) {
        ManifestOutline outline = result.outline();
        List<ManifestProblem> problems = result instanceof ManifestResult.Valid valid
                ? valid.warnings()
                : ((ManifestResult.Invalid) result).problems();
        return new LintReport(
                result instanceof ManifestResult.Valid,
                outline.format().text(),
                outline.name(),
                outline.version(),
                outline.counts(),
                problems.stream().map(Problem::of).toList(),
                result.ignored(),
                null);
    }

    /** A package that has no manifest to speak of. */
    static LintReport refused(String message) {
        return new LintReport(false, null, null, null, NOTHING, List.of(Problem.ofFile(message)), List.of(), null);
    }

    static LintReport unreadable(String message) {
        return refused(message);
    }

    /** The same with one more problem, which concerns the whole file. */
    LintReport with(String message) {
        List<Problem> all = new ArrayList<>(problems);
        all.add(0, Problem.ofFile(message));
        return new LintReport(false, format, name, version, counts, List.copyOf(all), ignored, signature);
    }

    /** The same of a package whose content has been verified. */
    LintReport signed(String seal) {
        return new LintReport(valid, format, name, version, counts, problems, ignored, seal);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    void tell(Path file, PrintStream out) {
        List<String> places = problems.stream()
                .map(problem -> file + ":" + problem.line + ":" + problem.column)
                .toList();
        int width = places.stream().mapToInt(String::length).max().orElse(0);
        for (int i = 0; i < problems.size(); i++) {
            Problem problem = problems.get(i);
            String place = places.get(i) + " ".repeat(width - places.get(i).length());
            out.println(place + "  " + (problem.severity + "   ").substring(0, 7) + "  "
                    + (problem.path.isEmpty() ? "" : problem.path + ": ") + problem.message);
        }
        for (IgnoredPart part : ignored) {
            out.println(file + ":" + part.line() + ":" + part.column() + "  ignored  " + part.path() + ": "
                    + part.reason());
        }
        out.println((name == null ? file.toString() : name + " " + version)
                + (format == null ? "" : " (" + format + ")")
                + (valid ? " is valid" : " is not valid"));
        out.println(summary());
        if (signature != null) {
            out.println("The package is " + signature);
        }
    }

    private String summary() {
        return counts.services() + " services with " + counts.parameters() + " parameters, " + counts.entities()
                + " entities with " + counts.attributes() + " attributes, " + counts.menus() + " menus, "
                + counts.systemVariables() + " system variables, " + counts.roles() + " roles, "
                + counts.dependencies() + " dependencies, " + counts.images() + " images, " + counts.databases()
                + " databases, " + counts.buckets() + " buckets";
    }
}
