package dev.sextant.core.secret;

import dev.sextant.core.installation.Installation;
import dev.sextant.web.secret.Sealing;
import dev.sextant.web.secret.SealingKeyFile;
import dev.sextant.web.secret.SealingSelfTest;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Offers {@link Sealing} only after it has passed its self-test. */
@Configuration(proxyBeanMethods = false)
class SealingConfiguration {
    private static final String WITNESS = "platform-core:sealing-witness";

    @Bean
    @DependsOnDatabaseInitialization
    Sealing sealing(SecretSettings settings, Installation installation, JdbcClient database) {
        var configured = settings.masterKeyFile();
        var file = configured == null
                ? installation
                        .home()
                        .resolve("secrets")
                        .resolve("platform-core")
                        .resolve("master.key")
                : configured;
        var sealing = new Sealing(new SealingKeyFile(file).readOrMake());
        new SealingSelfTest(sealing, database, WITNESS).run();
        return sealing;
    }
}
