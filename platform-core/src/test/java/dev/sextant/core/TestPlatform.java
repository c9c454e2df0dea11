package dev.sextant.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Gives each application context of the tests a home folder and a database of its own. */
class TestPlatform implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var home = newHome();
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("sextant.home", home.toString());
        properties.put("spring.jpa.hibernate.ddl-auto", "validate");
        properties.putAll(database(home));
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test platform", properties));
    }

    private static Map<String, Object> database(Path home) {
        var kind = System.getProperty("sextant.test.database", "h2");
        return switch (kind) {
            case "h2" -> Map.of("sextant.database.url", "jdbc:h2:file:" + home.resolve("db") + ";WRITE_DELAY=0");
            default -> throw new IllegalArgumentException("Unknown sextant.test.database: " + kind);
        };
    }

    private static Path newHome() {
        try {
            return Files.createTempDirectory("sextant-test");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
