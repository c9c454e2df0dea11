package dev.sextant.auth.start;

import dev.sextant.auth.AuthServerApplication;
import dev.sextant.web.autoconfigure.IdentityAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.web.bind.annotation.RestController;

/** The auth-server without its HTTP side, which has no part in a first start and takes most of the time. */
@ComponentScan(
        basePackageClasses = AuthServerApplication.class,
        excludeFilters = {
            @ComponentScan.Filter(RestController.class),
            @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = AuthServerApplication.class)
        })
@ConfigurationPropertiesScan(basePackageClasses = AuthServerApplication.class)
@ImportAutoConfiguration({
    DataSourceTransactionManagerAutoConfiguration.class,
    FlywayAutoConfiguration.class,
    IdentityAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    TransactionAutoConfiguration.class
})
final class StartedParts {}
