package dev.sextant.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the auth-server keeps its tables.
 *
 * @param url the JDBC address, of H2 or of MariaDB or MySQL
 * @param user the database user
 * @param passwordFile a file whose text is the password; none for the embedded H2
 * @param poolSize the most connections that are open at a time
 */
@ConfigurationProperties("sextant.database")
record DatabaseSettings(
        String url,
        @DefaultValue("sa") String user,
        @Nullable Path passwordFile,
        @DefaultValue("8") int poolSize) {

    String password() {
        if (passwordFile == null || passwordFile.toString().isEmpty()) {
            return "";
        }
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "The database password file %s cannot be read; set SEXTANT_DATABASE_PASSWORD_FILE to a readable file"
                            .formatted(passwordFile),
                    unreadable);
        }
    }
}
