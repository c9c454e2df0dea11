package dev.sextant.auth;

import com.zaxxer.hikari.HikariDataSource;
import dev.sextant.auth.key.SigningKeys;
import dev.sextant.auth.secret.SecretFolder;
import dev.sextant.web.identity.KeySource;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuthConfiguration {
    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(DatabaseSettings settings, SecretFolder secrets) {
        secrets.makeHome();
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("auth-server");
        pool.setJdbcUrl(settings.url());
        pool.setUsername(settings.user());
        pool.setPassword(settings.password());
        pool.setMaximumPoolSize(settings.poolSize());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
        return pool;
    }

    @Bean
    SecretFolder secretFolder(@Value("${sextant.home}") Path home) {
        return new SecretFolder(home);
    }

    /** The auth-server verifies with the keys that it signs with. */
    @Bean
    KeySource keySource(SigningKeys keys) {
        return keys::find;
    }
}
