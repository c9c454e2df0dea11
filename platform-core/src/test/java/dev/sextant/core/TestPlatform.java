package dev.sextant.core;

import dev.sextant.testsupport.MariaDbServer;
import dev.sextant.testsupport.S3Server;
import dev.sextant.testsupport.TestIdentities;
import dev.sextant.web.identity.KeySource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives each application context of the tests a home folder and a database of its own, and lets it trust the tokens of
 * {@link TestIdentities}.
 */
public class TestPlatform implements ApplicationContextInitializer<GenericApplicationContext> {
    /** Where an S3 server runs already, for a core in a process of its own; its credentials come with the settings. */
    public static final String S3 = "sextant.test.s3";

    /** Starts a core that is the caller's own, and the caller's to close. */
    public static ConfigurableApplicationContext run(Map<String, Object> settings) {
        return new SpringApplicationBuilder(PlatformCoreApplication.class)
                .initializers(
                        (GenericApplicationContext fresh) -> new TestPlatform().initialize(fresh),
                        (GenericApplicationContext fresh) -> fresh.getEnvironment()
                                .getPropertySources()
                                .addFirst(new MapPropertySource("the test's own", settings)))
                .run();
    }

    @Override
    public void initialize(GenericApplicationContext context) {
        var home = newHome();
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("sextant.home", home.toString());
        properties.put("spring.jpa.hibernate.ddl-auto", "validate");
        // Soon, as the plugins of tests do not call back.
        properties.put("sextant.invocations.ask-after", "1s");
        properties.put("sextant.resource.question-timeout", "1s");
        // Tests look for what was left half done when they have left something.
        properties.put("sextant.resource.sweep-interval", "1h");
        properties.putAll(database(home));
        // The same for all cores of the tests, for some share a database.
        properties.put(
                "sextant.secret.master-key-file",
                Path.of(System.getProperty("java.io.tmpdir"), "sextant-test-keys", "master.key"));
        properties.put("sextant.storage.url", s3().toString());
        // There is no such file until a test writes it.
        properties.put(
                "sextant.storage.plugin-buckets-file",
                home.resolve("secrets/s3-buckets.json").toString());
        properties.put(
                "sextant.security.auth-url", FakeAuthServer.shared().url().toString());
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test platform", properties));
        if (System.getProperty(S3) == null) {
            S3Server.shared().writeCredentials(home.resolve("secrets/s3.json"));
        }
        FakeAuthServer.writeIdentity(home.resolve("secrets/identities/platform-core.jwk"));
        context.registerBean(KeySource.class, () -> TestIdentities.shared()::publicKey);
    }

    private static URI s3() {
        var given = System.getProperty(S3);
        return given == null ? S3Server.shared().url() : URI.create(given);
    }

    private static Map<String, Object> database(Path home) {
        var kind = System.getProperty("sextant.test.database", "h2");
        return switch (kind) {
            case "h2" -> Map.of("sextant.database.url", "jdbc:h2:file:" + home.resolve("db") + ";WRITE_DELAY=0");
            case "mariadb" ->
                Map.of(
                        "sextant.database.url",
                        MariaDbServer.shared().createDatabase(),
                        "sextant.database.user",
                        "root");
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
