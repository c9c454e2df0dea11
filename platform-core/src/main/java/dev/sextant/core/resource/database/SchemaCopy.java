package dev.sextant.core.resource.database;

import dev.sextant.core.resource.HostAccess;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Copies a schema on its server before it is upgraded, and brings it back when the upgrade fails: data definition is not
 * transactional there. Tables are copied with their rows; of views, triggers and routines, which hold nothing, the text is kept.
 */
@Component
public class SchemaCopy {
    private static final String OBJECTS = "sextant__object";

    private final DatabaseConnections connections;

    SchemaCopy(DatabaseConnections connections) {
        this.connections = connections;
    }

    /** The name of a schema's copy. */
    public static String nameOf(String schema) {
        // Not longer than a name may be, however long the schema's own is.
        return "sextant_before_"
                + UUID.nameUUIDFromBytes(schema.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
    }

    /** Copies the whole schema; what an interrupted copy has left is made anew. */
    public void take(DatabaseServer server, String schema) {
        var copy = nameOf(schema);
        server.dropSchema(copy);
        server.createSchema(copy);
        server.takeRowsAsTheyAre();
        server.run(
                "create table `%s`.`%s` (place integer auto_increment primary key, trigger_name varchar(64), text longtext not null)"
                        .formatted(copy, OBJECTS));
        for (var table : tables(server, schema)) {
            server.run("use `%s`".formatted(copy));
            server.run(definition(server, "table", schema, table, 2));
            copyRows(server, schema, copy, table);
        }
        for (var text : definitions(server, schema)) {
            server.run("insert into `%s`.`%s` (text) values (%s)".formatted(copy, OBJECTS, literal(text)));
        }
        for (var trigger : server.triggers(schema)) {
            server.run("insert into `%s`.`%s` (trigger_name, text) values (%s, %s)"
                    .formatted(
                            copy,
                            OBJECTS,
                            literal(trigger),
                            literal(definition(server, "trigger", schema, trigger, 3))));
        }
    }

    /** Makes the schema what it was when the copy was taken. */
    public void bringBack(DatabaseServer server, HostAccess access, SchemaUser user) {
        var schema = user.schema();
        var copy = nameOf(schema);
        if (server.hasSchema(schema)) {
            // The script may have been cut while it dropped a table: the server knows its triggers no more, but has
            // their files.
            server.texts("select trigger_name from `%s`.`%s` where trigger_name is not null".formatted(copy, OBJECTS))
                    .forEach(trigger -> server.dropTrigger(schema, trigger));
        }
        server.dropSchema(schema);
        server.createSchema(schema);
        server.takeRowsAsTheyAre();
        for (var table : tables(server, copy)) {
            if (!table.equals(OBJECTS)) {
                server.run("use `%s`".formatted(schema));
                server.run(definition(server, "table", copy, table, 2));
                copyRows(server, copy, schema, table);
            }
        }
        var texts = server.texts("select text from `%s`.`%s` order by place".formatted(copy, OBJECTS));
        // As the plugin's own user, as whom it made them.
        try (var connection = connections.schema(access, schema, user.name(), user.password());
                var statement = connection.createStatement()) {
            makeAll(statement, texts);
        } catch (SQLException failed) {
            throw server.failed(failed);
        }
    }

    /** One may need another that comes later: round after round, as long as that helps. */
    private static void makeAll(Statement statement, List<String> texts) throws SQLException {
        var left = List.copyOf(texts);
        while (!left.isEmpty()) {
            SQLException last = null;
            var refused = new ArrayList<String>();
            for (var text : left) {
                try {
                    statement.execute(text);
                } catch (SQLException notYet) {
                    last = notYet;
                    refused.add(text);
                }
            }
            if (last != null && refused.size() == left.size()) {
                throw last;
            }
            left = refused;
        }
    }

    /** Removes a copy that nobody needs any more. */
    public void drop(DatabaseServer server, String schema) {
        server.dropSchema(nameOf(schema));
    }

    private static void copyRows(DatabaseServer server, String from, String to, String table) {
        var columns = server.texts("""
                        select column_name from information_schema.columns where table_schema = %s and table_name = %s
                        and coalesce(generation_expression, '') = '' order by ordinal_position""".formatted(literal(from), literal(table))).stream()
                .map(DatabaseServer::quoted)
                .collect(Collectors.joining(", "));
        server.run("insert into `%s`.%s (%s) select %s from `%s`.%s"
                .formatted(to, DatabaseServer.quoted(table), columns, columns, from, DatabaseServer.quoted(table)));
    }

    private static List<String> tables(DatabaseServer server, String schema) {
        return server.texts("""
                select table_name from information_schema.tables where table_schema = %s and table_type = 'BASE TABLE'
                order by table_name""".formatted(literal(schema)));
    }

    /** Routines and views, as the server would make them again. */
    private static List<String> definitions(DatabaseServer server, String schema) {
        var routines = server
                .rows(
                        "select lower(routine_type), routine_name from information_schema.routines where routine_schema = %s"
                                .formatted(literal(schema)),
                        2)
                .stream()
                .map(one -> definition(server, one.get(0), schema, one.get(1), 3));
        var views = server
                .texts("select table_name from information_schema.views where table_schema = %s"
                        .formatted(literal(schema)))
                .stream()
                .map(one -> definition(server, "view", schema, one, 2));
        return Stream.concat(routines, views).toList();
    }

    private static String definition(DatabaseServer server, String kind, String schema, String name, int column) {
        return server.rows("show create %s `%s`.%s".formatted(kind, schema, DatabaseServer.quoted(name)), column)
                .getFirst()
                .get(column - 1);
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
