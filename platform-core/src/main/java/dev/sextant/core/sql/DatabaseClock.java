package dev.sextant.core.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The clock of the database: the only one that all cores agree on. */
@Component
public class DatabaseClock {
    private final JdbcTemplate jdbc;
    private volatile String url = "";

    DatabaseClock(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** An expression for the milliseconds since the epoch, whatever the time zone of the session. */
    public String millis() {
        return url().startsWith("jdbc:h2:")
                ? "cast(extract(epoch from current_timestamp) * 1000 as bigint)"
                : "cast(unix_timestamp(now(3)) * 1000 as signed)";
    }

    /** Whether only one process can have this database open. */
    public boolean embedded() {
        return url().startsWith("jdbc:h2:file:") || url().startsWith("jdbc:h2:mem:");
    }

    private String url() {
        if (url.isEmpty()) {
            url = Objects.requireNonNull(
                    jdbc.execute((ConnectionCallback<String>) DatabaseClock::address), "a connection has an address");
        }
        return url;
    }

    private static String address(Connection connection) throws SQLException {
        return connection.getMetaData().getURL().toLowerCase(Locale.ROOT);
    }
}
