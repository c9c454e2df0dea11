package dev.sextant.inventory;

import dev.sextant.testsupport.TestIdentities;
import dev.sextant.web.identity.KeySource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The inventory as it runs in its container, on a folder of the test's and with the test's signing key. */
public final class TestApplication implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    static class Signing {
        @Bean
        KeySource keys() {
            return TestIdentities.shared()::publicKey;
        }
    }

    private TestApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts on the folder, whose sealing key is made when there is none. */
    public static TestApplication start(Path folder, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--SEXTANT_SECRETS=" + folder,
                "--SEXTANT_DATA=" + folder,
                "--SEXTANT_GATEWAY_URL=http://127.0.0.1:9"));
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        return new TestApplication(new SpringApplicationBuilder(InventoryApplication.class, Signing.class)
                .run(arguments.toArray(String[]::new)));
    }

    public static Path withSealingKey(Path folder) {
        try {
            byte[] key = new byte[32];
            new java.security.SecureRandom().nextBytes(key);
            Files.writeString(folder.resolve("sealing.key"), Base64.getEncoder().encodeToString(key));
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    @Override
    public void close() {
        context.close();
    }
}
