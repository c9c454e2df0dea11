package dev.sextant.core;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(DatabaseSettings settings) {
        var pool = new HikariDataSource();
        pool.setPoolName("platform-core");
        pool.setJdbcUrl(settings.effectiveUrl());
        pool.setUsername(settings.user());
        pool.setPassword(settings.password());
        pool.setMaximumPoolSize(settings.poolSize());
        pool.setMinimumIdle(2);
        // The same on both vendors; a check after a lock was waited for must see what the other has committed.
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        return pool;
    }

    @Bean
    FlywayConfigurationCustomizer vendorColumnTypes(DatabaseSettings settings) {
        return flyway -> flyway.placeholders(settings.vendor().columnTypes());
    }
}
