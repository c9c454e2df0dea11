package dev.sextant.core.resource.database;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.resource.HostAccess;
import dev.sextant.core.resource.ResourceError;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.stereotype.Component;

/** Runs a plugin's scripts as the plugin's own user, who can do nothing outside its schema. */
@Component
public class ScriptRunner {
    private final DatabaseConnections connections;

    ScriptRunner(DatabaseConnections connections) {
        this.connections = connections;
    }

    /** Lays out an empty schema. */
    public void init(HostAccess access, SchemaUser user, String file, String text) {
        run(access, user, SqlScript.of(file, text));
    }

    /** Brings a schema of a version up to the script's; false when the script has nothing for it. */
    public boolean upgrade(HostAccess access, SchemaUser user, String installed, String file, String text) {
        var script = SqlScript.of(file, UpgradeScript.after(ScriptVersion.of(installed), file, text));
        run(access, user, script);
        return !script.statements().isEmpty();
    }

    private void run(HostAccess access, SchemaUser user, SqlScript script) {
        try (var connection = connections.schema(access, user.schema(), user.name(), user.password())) {
            for (var statement : script.statements()) {
                run(connection, script, statement);
            }
            // A script may have begun a transaction of its own.
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException failed) {
            throw new ProblemException(
                    ResourceError.DATABASE_UNAVAILABLE,
                    "The database server did not end %s: %s".formatted(script.file(), failed.getMessage()),
                    failed);
        }
    }

    private void run(Connection connection, SqlScript script, SqlScript.Statement one) {
        try (var statement = connection.createStatement()) {
            statement.execute(one.sql());
        } catch (SQLException failed) {
            if (connectionLost(connection)) {
                throw new ProblemException(
                        ResourceError.DATABASE_UNAVAILABLE,
                        "The database server went away at statement %d of %s: %s"
                                .formatted(one.number(), script.file(), failed.getMessage()),
                        failed);
            }
            throw new ProblemException(
                    ResourceError.SCRIPT_FAILED,
                    "%s, statement %d, line %d: %s. Nothing of it was kept; mend the script and pack the plugin again."
                            .formatted(script.file(), one.number(), one.line(), failed.getMessage()),
                    failed);
        }
    }

    private static boolean connectionLost(Connection connection) {
        try {
            return !connection.isValid(2);
        } catch (SQLException gone) {
            return true;
        }
    }
}
