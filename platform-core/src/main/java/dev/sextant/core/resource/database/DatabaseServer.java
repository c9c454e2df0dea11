package dev.sextant.core.resource.database;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.resource.HostAddress;
import dev.sextant.core.resource.ResourceError;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A database server as its administrator sees it; every verb may be repeated. */
public final class DatabaseServer implements AutoCloseable {
    /** Letters, digits and underscores alone: so a name in backquotes is only a name. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9_-]{20,100}");
    /** All that a plugin may do in its schema; no rights of its own to give, no files, no events that run by themselves. */
    private static final String RIGHTS =
            "select, insert, update, delete, create, drop, alter, index, references, lock tables,"
                    + " create temporary tables, create view, show view, trigger, create routine, alter routine, execute";

    private final Connection connection;
    private final HostAddress endpoint;

    DatabaseServer(Connection connection, HostAddress endpoint) {
        this.connection = connection;
        this.endpoint = endpoint;
    }

    /** What the server says it is. */
    public String version() {
        var version = texts("select version()").getFirst();
        return version.contains("MariaDB") ? "MariaDB " + version : "MySQL " + version;
    }

    /** Lets rows be copied as they are, whatever the server would make of them today. */
    void takeRowsAsTheyAre() {
        run("set foreign_key_checks = 0");
        run("set sql_mode = 'NO_AUTO_VALUE_ON_ZERO'");
    }

    /** Whether nobody else holds this name; it is held until the connection ends, whatever ends it. */
    public boolean lock(String name) {
        return texts("select get_lock('%s', 0)".formatted(name.replaceAll("[^A-Za-z0-9:-]", "")))
                .equals(List.of("1"));
    }

    /** Whether a schema or a user of this name is there. */
    public boolean taken(String schema, String user) {
        return hasSchema(schema)
                || !texts("select 1 from mysql.user where user = '%s'".formatted(name(user)))
                        .isEmpty();
    }

    /** Whether a schema of this name is there. */
    public boolean hasSchema(String schema) {
        return !texts("select 1 from information_schema.schemata where schema_name = '%s'".formatted(name(schema)))
                .isEmpty();
    }

    /** Makes an empty schema. */
    public void createSchema(String schema) {
        run("create schema if not exists `%s` character set utf8mb4".formatted(name(schema)));
    }

    /** Removes a schema and all that is in it. */
    public void dropSchema(String schema) {
        // MariaDB forgets a trigger whose table is dropped by a connection that is cut, yet keeps its file: a schema
        // that
        // holds such a file can never be dropped.
        triggers(schema).forEach(trigger -> dropTrigger(schema, trigger));
        run("drop schema if exists `%s`".formatted(name(schema)));
    }

    /** The names of a schema's triggers, in the order in which they fire. */
    List<String> triggers(String schema) {
        return texts(
                "select trigger_name from information_schema.triggers where trigger_schema = '%s' order by action_order"
                        .formatted(name(schema)));
    }

    /** Removes a trigger, or what is left of one that the server knows no more. */
    void dropTrigger(String schema, String trigger) {
        run("drop trigger if exists `%s`.%s".formatted(name(schema), quoted(trigger)));
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** Makes a user who can do everything in one schema and nothing elsewhere. */
    public void createUser(String user, String password, String schema) {
        createUser(user, password, schema, RIGHTS);
    }

    /** Makes a user who can read in one schema and do nothing else. */
    void createReader(String user, String password, String schema) {
        createUser(user, password, schema, "select");
    }

    private void createUser(String user, String password, String schema, String rights) {
        if (!PASSWORD.matcher(password).matches()) {
            throw new IllegalArgumentException("a password is made of letters, digits, - and _");
        }
        secretly("create user if not exists '%s'@'%%' identified by '%s'".formatted(name(user), password));
        // One that is there already may have been made with another password, by an attempt that was interrupted.
        secretly("alter user '%s'@'%%' identified by '%s'".formatted(user, password));
        // In a grant an underscore stands for any character, unless it is escaped.
        run("grant %s on `%s`.* to '%s'@'%%'".formatted(rights, name(schema).replace("_", "\\_"), user));
    }

    /** Removes a user; connections that it has open are ended. */
    public void dropUser(String user) {
        for (var session :
                texts("select id from information_schema.processlist where user = '%s'".formatted(name(user)))) {
            try {
                run("kill " + Long.parseLong(session));
            } catch (ProblemException gone) {
                // It has ended by itself meanwhile.
            }
        }
        run("drop user if exists '%s'@'%%'".formatted(name(user)));
    }

    /** How many bytes the schema takes. */
    public long bytes(String schema) {
        return texts(
                        "select coalesce(sum(data_length + index_length), 0) from information_schema.tables where table_schema = '%s'"
                                .formatted(name(schema)))
                .stream()
                .mapToLong(text -> (long) Double.parseDouble(text))
                .sum();
    }

    /** The first column of each row. */
    List<String> texts(String sql) {
        return rows(sql, 1).stream().map(List::getFirst).toList();
    }

    /** The first columns of each row. */
    List<List<String>> rows(String sql, int columns) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<List<String>>();
            while (rows.next()) {
                found.add(row(rows, columns));
            }
            return found;
        } catch (SQLException failed) {
            throw failed(failed);
        }
    }

    void run(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw failed(failed);
        }
    }

    static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name for the platform on a database server");
        }
        return name;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            // Nothing is lost with it: every verb is committed by itself.
        }
    }

    /** Says nothing of the statement, for the server's own words may quote it. */
    private void secretly(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new ProblemException(
                    ResourceError.DATABASE_UNAVAILABLE,
                    "The database server at %s does not make the user (error %d); check the login's rights and the password policy"
                            .formatted(endpoint.inUrl(), failed.getErrorCode()));
        }
    }

    ProblemException failed(SQLException failed) {
        return new ProblemException(
                ResourceError.DATABASE_UNAVAILABLE,
                "The database server at %s: %s".formatted(endpoint.inUrl(), failed.getMessage()),
                failed);
    }

    private static List<String> row(ResultSet rows, int columns) throws SQLException {
        var row = new ArrayList<String>();
        for (int column = 1; column <= columns; column++) {
            var text = rows.getString(column);
            row.add(text == null ? "" : text);
        }
        return row;
    }
}
