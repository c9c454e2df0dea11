package dev.sextant.sdk.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Stores in databases of the tests' own. */
final class JdbcInvocationStores {

    private JdbcInvocationStores() {}

    static InvocationStore at(String url, Path folder) {
        try {
            Path key = folder.resolve("sealing.key");
            Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));
            var source = new DriverManagerDataSource(url);
            return new JdbcInvocationStore(
                    new JdbcTemplate(source),
                    new TransactionTemplate(new DataSourceTransactionManager(source)),
                    JsonMapper.builder().build(),
                    Sealer.ofFile(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
