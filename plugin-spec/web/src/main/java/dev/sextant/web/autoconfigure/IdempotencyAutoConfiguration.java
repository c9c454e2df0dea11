package dev.sextant.web.autoconfigure;

import dev.sextant.web.idempotency.IdempotencyFilter;
import dev.sextant.web.idempotency.IdempotencyStore;
import dev.sextant.web.idempotency.JdbcIdempotencyStore;
import dev.sextant.web.idempotency.MemoryIdempotencyStore;
import dev.sextant.web.policy.HandlerPolicies;
import dev.sextant.web.problem.ProblemWriter;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Idempotency keys: durable where there is a database. */
@AutoConfiguration(
        after = WebSecurityAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class IdempotencyAutoConfiguration {
    /** After Spring Security's filters (at -100), which say who calls. */
    private static final int AFTER_SECURITY = -50;

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JdbcClient.class)
    @ConditionalOnBean(DataSource.class)
    static class Durable {
        @Bean
        @ConditionalOnMissingBean(IdempotencyStore.class)
        @DependsOnDatabaseInitialization
        JdbcIdempotencyStore idempotencyStore(DataSource dataSource, InstantSource clock) {
            return new JdbcIdempotencyStore(dataSource, clock);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Transient {
        @Bean
        @ConditionalOnMissingBean(IdempotencyStore.class)
        MemoryIdempotencyStore idempotencyStore(InstantSource clock) {
            return new MemoryIdempotencyStore(clock);
        }
    }

    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(
            HandlerPolicies handlers, IdempotencyStore store, ProblemWriter problems) {
        FilterRegistrationBean<IdempotencyFilter> registration =
                new FilterRegistrationBean<>(new IdempotencyFilter(handlers, store, problems));
        registration.setOrder(AFTER_SECURITY);
        return registration;
    }
}
