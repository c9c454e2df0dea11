package dev.sextant.inventory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the inventory keeps its tables.
 *
 * @param url the JDBC address, of H2 or of MariaDB or MySQL
 * @param user the database user
 * @param passwordFile a file whose text is the password; none for the embedded H2
 * @param poolSize the most connections that are open at a time
 */
@ConfigurationProperties("inventory.database")
record DatabaseSettings(
        String url,
        @DefaultValue("sa") String user,
        @Nullable Path passwordFile,
        @DefaultValue("10") int poolSize) {

    boolean isH2() {
        return url.startsWith("jdbc:h2:");
    }

    String password() {
        if (passwordFile == null || passwordFile.toString().isEmpty()) {
            return "";
        }
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "The database password file %s cannot be read".formatted(passwordFile), unreadable);
        }
    }
}
