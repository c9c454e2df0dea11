package dev.sextant.core.resource.database;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.resource.HostAccess;
import dev.sextant.core.resource.ResourceError;
import dev.sextant.core.resource.ResourceHosts;
import dev.sextant.core.resource.ResourceItem;
import dev.sextant.core.resource.ResourceSettings;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers questions to a plugin's schema, as a user who can only select, is made for the one question and goes with it. */
@Component
public class DatabaseConsole {
    private static final int MOST_ROWS = 200;
    private static final int MOST_COLUMNS = 200;
    private static final int LONGEST = 2000;

    private final ResourceHosts hosts;
    private final DatabaseConnections connections;
    private final ResourceSettings settings;
    private final SecureRandom random = new SecureRandom();

    DatabaseConsole(ResourceHosts hosts, DatabaseConnections connections, ResourceSettings settings) {
        this.hosts = hosts;
        this.connections = connections;
        this.settings = settings;
    }

    /**
     * An answer.
     *
     * @param columns the names of its columns
     * @param rows its rows, each with a text for each column, null for null
     * @param cut whether there were more rows, or longer texts
     */
    public record Answer(List<String> columns, List<List<@Nullable String>> rows, boolean cut) {}

    /** Runs one statement that selects. */
    public Answer ask(ResourceItem item, String sql) {
        var access = hosts.access(item.hostId());
        // Always the same for a schema: what an interrupted question has left goes with the next.
        var reader = "sextant_reader_"
                + UUID.nameUUIDFromBytes(item.id().getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .substring(0, 8);
        try (var server = connections.server(access)) {
            if (!server.lock("sextant:read:" + item.id())) {
                throw new ProblemException(
                        ResourceError.RESOURCE_BUSY, "Somebody else asks %s just now".formatted(item.itemName()));
            }
            var user = new SchemaUser(item.itemName(), reader, password());
            server.dropUser(reader);
            try {
                server.createReader(reader, user.password(), item.itemName());
                return ask(access, user, sql);
            } finally {
                server.dropUser(reader);
            }
        }
    }

    private Answer ask(HostAccess access, SchemaUser user, String sql) {
        try (var connection = connections.question(access, user);
                var statement = connection.createStatement()) {
            statement.setMaxRows(MOST_ROWS + 1);
            statement.setQueryTimeout((int) settings.questionTimeout().toSeconds());
            if (!statement.execute(sql)) {
                throw refused("it selects nothing");
            }
            try (var rows = statement.getResultSet()) {
                return answer(rows);
            }
        } catch (SQLException failed) {
            throw refused(String.valueOf(failed.getMessage()));
        }
    }

    private static Answer answer(ResultSet rows) throws SQLException {
        var names = new ArrayList<String>();
        for (int column = 1; column <= Math.min(MOST_COLUMNS, rows.getMetaData().getColumnCount()); column++) {
            names.add(rows.getMetaData().getColumnLabel(column));
        }
        var found = new ArrayList<List<@Nullable String>>();
        var cut = rows.getMetaData().getColumnCount() > MOST_COLUMNS;
        while (rows.next() && !cut) {
            var row = new ArrayList<@Nullable String>();
            for (int column = 1; column <= names.size(); column++) {
                row.add(cell(rows.getString(column)));
            }
            found.add(row);
            cut = found.size() > MOST_ROWS;
        }
        return new Answer(List.copyOf(names), found.size() > MOST_ROWS ? found.subList(0, MOST_ROWS) : found, cut);
    }

    private static @Nullable String cell(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private String password() {
        var bytes = new byte[20];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static ProblemException refused(String why) {
        return new ProblemException(
                ResourceError.QUESTION_REFUSED,
                "The database refuses the question: %s. One statement that selects from the plugin's own tables is answered."
                        .formatted(why));
    }
}
