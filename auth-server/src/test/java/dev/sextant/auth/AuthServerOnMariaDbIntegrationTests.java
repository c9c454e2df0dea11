package dev.sextant.auth;

import dev.sextant.testsupport.MariaDbServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class AuthServerOnMariaDbIntegrationTests extends AuthServerContract {
    @DynamicPropertySource
    static void homeAndDatabase(DynamicPropertyRegistry properties) throws IOException {
        Path home = Files.createTempDirectory("sextant-auth").resolve("home");
        String url = MariaDbServer.shared().createDatabase();
        properties.add("sextant.home", home::toString);
        properties.add("sextant.database.url", () -> url);
        properties.add("sextant.database.user", () -> "root");
    }
}
