package dev.sextant.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class AuthServerOnH2IntegrationTests extends AuthServerContract {
    @DynamicPropertySource
    static void home(DynamicPropertyRegistry properties) throws IOException {
        Path home = Files.createTempDirectory("sextant-auth").resolve("home");
        properties.add("sextant.home", home::toString);
    }
}
