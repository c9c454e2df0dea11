package dev.sextant.inventory.secret;

import dev.sextant.web.secret.Sealing;
import dev.sextant.web.secret.SealingKeyFile;
import dev.sextant.web.secret.SealingSelfTest;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Offers {@link Sealing} only after it has passed its self-test. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecretsSettings.class)
class SealingConfiguration {
    private static final String WITNESS = "inventory:sealing-witness";

    @Bean
    @DependsOnDatabaseInitialization
    Sealing sealing(SecretsSettings settings, JdbcClient database) {
        var sealing = new Sealing(new SealingKeyFile(settings.sealingKey()).read());
        new SealingSelfTest(sealing, database, WITNESS).run();
        return sealing;
    }
}
