package dev.sextant.sdk.autoconfigure;

import dev.sextant.sdk.service.InvocationStore;
import dev.sextant.sdk.service.JdbcInvocationStore;
import dev.sextant.sdk.service.Sealer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Keeps attempts in the plugin's database, where it has one. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration"
        })
@ConditionalOnClass(JdbcTemplate.class)
@ConditionalOnResource(resources = "classpath:" + ManifestResource.PATH)
public class SdkDatabaseAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean({JdbcTemplate.class, PlatformTransactionManager.class})
    InvocationStore jdbcInvocationStore(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            JsonMapper json,
            @Value("${sextant.plugin.sealing-key-file:#{null}}") @Nullable Path sealingKey) {
        if (sealingKey == null) {
            throw new IllegalStateException("sextant.plugin.sealing-key-file is not set; the platform gives each plugin"
                    + " a key in SEXTANT_SECRETS, and requests are not stored without it");
        }
        return new JdbcInvocationStore(jdbc, new TransactionTemplate(transactions), json, Sealer.ofFile(sealingKey));
    }
}
