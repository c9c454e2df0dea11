package dev.sextant.inventory.secret;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Offers {@link Sealing} only after it has passed its self-test. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecretsSettings.class)
class SealingConfiguration {

    @Bean
    @DependsOnDatabaseInitialization
    Sealing sealing(SecretsSettings settings, JdbcClient database) {
        Sealing sealing = new Sealing(new SealingKeyFile(settings.sealingKey()).read());
        new SealingSelfTest(sealing, database).run();
        return sealing;
    }
}
