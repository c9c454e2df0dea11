package dev.sextant.web.autoconfigure;

import dev.sextant.web.identity.IdentityClients;
import dev.sextant.web.identity.IdentityProperties;
import dev.sextant.web.identity.KeySource;
import dev.sextant.web.identity.ServiceIdentity;
import dev.sextant.web.identity.TokenVerifier;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Identity, keys and token verification, for servlet and reactive applications alike. */
@AutoConfiguration
@EnableConfigurationProperties(IdentityProperties.class)
public class IdentityAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(prefix = "sextant.security", name = "client-id")
    IdentityClients identityClients(IdentityProperties properties, InstantSource clock) {
        return IdentityClients.of(properties, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(IdentityClients.class)
    ServiceIdentity serviceIdentity(IdentityClients clients) {
        return clients.identity();
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(IdentityClients.class)
    KeySource keySource(IdentityClients clients) {
        return clients.keys();
    }

    @Bean
    @ConditionalOnMissingBean
    TokenVerifier tokenVerifier(KeySource keys, IdentityProperties properties, InstantSource clock) {
        return new TokenVerifier(keys, properties.audience(), clock);
    }
}
