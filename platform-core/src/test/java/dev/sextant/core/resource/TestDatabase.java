package dev.sextant.core.resource;

import dev.sextant.testsupport.MariaDbServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The real MariaDB of the tests as a database host. */
public final class TestDatabase {
    private static final AtomicInteger USERS = new AtomicInteger();

    private TestDatabase() {}

    public static String address() {
        return "127.0.0.1:" + MariaDbServer.shared().port();
    }

    /** A new login with all rights. */
    public static String administrator(String password) throws SQLException {
        var name = user(password);
        run("grant all on *.* to '%s'@'%%' with grant option".formatted(name));
        return name;
    }

    /** A new login without rights. */
    public static String user(String password) throws SQLException {
        var name = "tester_" + USERS.incrementAndGet();
        run("create or replace user '%s'@'%%' identified by '%s'".formatted(name, password));
        return name;
    }

    public static void run(String sql) throws SQLException {
        try (var connection = root();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public static List<String> texts(String sql) throws SQLException {
        try (var connection = root()) {
            return texts(connection, sql);
        }
    }

    public static List<String> texts(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static Connection root() throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://" + address() + "/", "root", "");
    }
}
