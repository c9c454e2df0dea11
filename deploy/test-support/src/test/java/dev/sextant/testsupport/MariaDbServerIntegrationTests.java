package dev.sextant.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class MariaDbServerIntegrationTests {
    @Test
    void givesEachCallerAnEmptyDatabaseOfItsOwn() throws Exception {
        try (var server = MariaDbServer.start();
                var first = DriverManager.getConnection(server.createDatabase());
                var second = DriverManager.getConnection(server.createDatabase())) {
            first.createStatement().execute("create table thing (id int)");
            second.createStatement().execute("create table thing (id int)");
            assertThat(first.getCatalog()).isNotEqualTo(second.getCatalog());
            assertThat(ProcessHandle.of(server.pid())).isPresent();
        }
    }
}
