package dev.sextant.core.resource.database;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.resource.ResourceError;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resource.StringResource;
import org.flywaydb.database.mysql.mariadb.MariaDBParser;

/**
 * A script of a package, taken apart into its statements.
 *
 * @param file the file's name in the package
 * @param statements its statements in their order
 */
record SqlScript(String file, List<Statement> statements) {
    /** A script larger than this is no layout but a load of data, which a plugin brings in by itself. */
    static final int MOST_BYTES = 16 << 20;

    private static final int MOST_STATEMENTS = 100_000;

    /**
     * One statement.
     *
     * @param number its number in the script, from 1
     * @param line the line on which it begins, from 1
     * @param sql its text, without delimiter
     */
    record Statement(int number, int line, String sql) {}

    /** Takes a text apart as the vendors' own client would, {@code delimiter} included. */
    static SqlScript of(String file, String text) {
        var parser = new MariaDBParser(new FluentConfiguration().placeholderReplacement(false), new ParsingContext());
        var statements = new ArrayList<Statement>();
        try (var found = parser.parse(new StringResource(text))) {
            while (found.hasNext()) {
                var next = found.next();
                statements.add(new Statement(statements.size() + 1, next.getLineNumber(), next.getSql()));
                if (statements.size() > MOST_STATEMENTS) {
                    throw unreadable(file, "it has more than %d statements".formatted(MOST_STATEMENTS));
                }
            }
        } catch (FlywayException malformed) {
            throw unreadable(file, String.valueOf(malformed.getMessage()).strip());
        }
        return new SqlScript(file, List.copyOf(statements));
    }

    private static ProblemException unreadable(String file, String why) {
        return new ProblemException(
                ResourceError.SCRIPT_UNREADABLE,
                "The script %s cannot be taken apart: %s. Mend it.".formatted(file, why));
    }
}
