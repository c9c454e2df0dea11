package dev.sextant.core.engine;

import dev.sextant.contract.Ids;
import java.util.Map;
import javax.sql.DataSource;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.engine.ProcessEngine;
import org.flowable.spring.SpringProcessEngineConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Flowable with what we use of it and nothing else: no asynchronous executor (nothing polls, and no lock of an hour can stall
 * a run after a crash), no users, no event registry, no scripts, no expressions.
 */
@Configuration(proxyBeanMethods = false)
class FlowableConfiguration {
    /** Definitions that stay parsed in memory; the others are read again from the database. */
    private static final int CACHED_DEFINITIONS = 500;

    @Bean(destroyMethod = "close")
    ProcessEngine flowable(
            DataSource dataSource, PlatformTransactionManager transactions, ProgressCollector collector) {
        return configuration(dataSource, transactions, collector).buildProcessEngine();
    }

    static SpringProcessEngineConfiguration configuration(
            DataSource dataSource, PlatformTransactionManager transactions, ProgressCollector collector) {
        var flowable = new SpringProcessEngineConfiguration();
        flowable.setDataSource(dataSource);
        flowable.setTransactionManager(transactions);
        flowable.setDatabaseSchemaUpdate("true");
        flowable.setUseLockForDatabaseSchemaUpdate(true);
        flowable.setHistoryLevel(HistoryLevel.AUDIT);
        flowable.setIdGenerator(Ids::next);
        flowable.setAsyncExecutorActivate(false);
        flowable.setDisableIdmEngine(true);
        flowable.setDisableEventRegistry(true);
        flowable.setEnableEventDispatcher(false);
        flowable.setEnableEagerExecutionTreeFetching(true);
        flowable.setProcessDefinitionCacheLimit(CACHED_DEFINITIONS);
        flowable.setBeans(Map.of());
        flowable.setExpressionManager(new LiteralExpressions());
        flowable.setEnableSafeBpmnXml(true);
        flowable.setCreateExternalWorkerJobInterceptor(collector);
        flowable.setEndProcessInstanceInterceptor(collector);
        return flowable;
    }
}
