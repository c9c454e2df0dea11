package dev.sextant.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.bpmn.model.EndEvent;
import org.flowable.bpmn.model.Process;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.bpmn.model.ServiceTask;
import org.flowable.bpmn.model.StartEvent;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.interceptor.EndProcessInstanceInterceptor;
import org.flowable.spring.SpringProcessEngineConfiguration;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The reference: Flowable as it comes, with three asynchronous service tasks that do nothing, and its history at audit. */
final class BareFlowable implements Contender {
    private final HikariDataSource pool;
    private final CountingDataSource database;
    private final ProcessEngine engine;
    private final String definition;
    private final ConcurrentHashMap<String, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();

    BareFlowable(HikariDataSource pool) {
        this.pool = pool;
        this.database = new CountingDataSource(pool);
        var configuration = new SpringProcessEngineConfiguration();
        configuration.setDataSource(database);
        configuration.setTransactionManager(new DataSourceTransactionManager(database));
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistoryLevel(HistoryLevel.AUDIT);
        configuration.setAsyncExecutorActivate(true);
        configuration.setEndProcessInstanceInterceptor(new Ends());
        this.engine = configuration.buildProcessEngine();
        // what the life cycle of a Spring context would do: only now are jobs executed
        configuration.start();
        this.definition = deploy();
    }

    /** Tells the end of a run when its last transaction is committed. */
    private final class Ends implements EndProcessInstanceInterceptor {
        @Override
        public void beforeEndProcessInstance(ExecutionEntity instance, String state) {
            String id = instance.getProcessInstanceId();
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    end(id).complete(null);
                }
            });
        }

        @Override
        public void afterEndProcessInstance(String executionId, String state) {
            // it is told after the commit
        }
    }

    private CompletableFuture<Void> end(String id) {
        return ends.computeIfAbsent(id, none -> new CompletableFuture<>());
    }

    @Override
    public CompletableFuture<Void> run() {
        String id =
                engine.getRuntimeService().startProcessInstanceById(definition).getId();
        return end(id).whenComplete((done, failed) -> ends.remove(id));
    }

    @Override
    public Traffic traffic() {
        return database.traffic();
    }

    @Override
    public void close() {
        engine.close();
        pool.close();
    }

    private String deploy() {
        var process = new Process();
        process.setId("reference");
        String previous = "start";
        var start = new StartEvent();
        start.setId("start");
        process.addFlowElement(start);
        for (int i = 1; i <= 3; i++) {
            var task = new ServiceTask();
            task.setId("node" + i);
            task.setAsynchronous(true);
            task.setImplementationType("class");
            task.setImplementation(NoopDelegate.class.getName());
            process.addFlowElement(task);
            process.addFlowElement(new SequenceFlow(previous, task.getId()));
            previous = task.getId();
        }
        var end = new EndEvent();
        end.setId("end");
        process.addFlowElement(end);
        process.addFlowElement(new SequenceFlow(previous, "end"));
        var model = new BpmnModel();
        model.addProcess(process);
        var deployment = engine.getRepositoryService()
                .createDeployment()
                .addBpmnModel("reference.bpmn", model)
                .deploy();
        return engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .deploymentId(deployment.getId())
                .singleResult()
                .getId();
    }
}
