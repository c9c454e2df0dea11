package dev.sextant.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the platform core keeps its tables.
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
        @DefaultValue("20") int poolSize) {

    DatabaseVendor vendor() {
        return url.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:") ? DatabaseVendor.H2 : DatabaseVendor.MARIADB;
    }

    /** The address with what the engine's schema check needs: only the current schema is looked at. */
    String effectiveUrl() {
        if (vendor() == DatabaseVendor.H2 || url.contains("nullDatabaseMeansCurrent")) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + "nullDatabaseMeansCurrent=true";
    }

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
