package dev.sextant.bench;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Lazy;

/** The rooms of the core that a run passes, with their own configuration; only the network to the plugin is missing. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ConfigurationPropertiesScan("dev.sextant.core")
@Lazy(false)
@ComponentScan(
        basePackages = "dev.sextant.core",
        useDefaultFilters = false,
        includeFilters =
                @Filter(
                        type = FilterType.REGEX,
                        pattern = {
                            "dev\\.sextant\\.core\\.DatabaseConfiguration",
                            "dev\\.sextant\\.core\\.event\\.Event(s|Store|Signal)",
                            "dev\\.sextant\\.core\\.engine\\.(Engine|ProgressCollector|FlowableConfiguration)",
                            "dev\\.sextant\\.core\\.invocation\\.(InvocationStore|RecordRuns|Invocations|Inheritance|Dispatcher|Conversation|CallProgress|RecordHistory)",
                            "dev\\.sextant\\.core\\.(member\\.Membership|sql\\.DatabaseClock)",
                            "dev\\.sextant\\.core\\.run\\.(Run(s|Ledger|Books|Store|Cache|Start)|Node(Inputs|Runs)|PluginRecordSource)",
                            "dev\\.sextant\\.core\\.workflow\\.(Workflows|WorkflowDesigns|WorkflowStore|VersionStore|DesignCheck)",
                            "dev\\.sextant\\.core\\.pluginservice\\.PluginServices"
                        }))
class Core {
    @Bean
    NoopPlugin plugin() {
        return new NoopPlugin();
    }

    @Bean
    static BeanPostProcessor counting() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof javax.sql.DataSource pool ? new CountingDataSource(pool) : bean;
            }
        };
    }
}
