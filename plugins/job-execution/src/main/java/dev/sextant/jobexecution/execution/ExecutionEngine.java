package dev.sextant.jobexecution.execution;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Runs executions side by side, a bounded number of them connected at once. */
@Component
public class ExecutionEngine implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutionEngine.class);

    private final ExecutionParts parts;
    private final Semaphore slots;
    private volatile boolean stopping;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("execution-", 0).factory());

    ExecutionEngine(ExecutionParts parts) {
        this.parts = parts;
        this.slots = new Semaphore(parts.settings().concurrent(), true);
    }

    /** Takes an execution on, or up again; returns at once. */
    public void submit(ExecutionKey key, ScriptJob job, Progress progress) {
        threads.execute(() -> insist(key, () -> {
            Execution execution = new Execution(key, job, progress, parts);
            progress.onCancel(() -> threads.execute(() -> insist(key, execution::cancel)));
            slots.acquire();
            try {
                execution.run();
            } finally {
                slots.release();
            }
        }));
    }

    /** A database that is away for a while ends no execution. */
    private void insist(ExecutionKey key, Step step) {
        Backoff backoff = new Backoff();
        while (!stopping) {
            try {
                try {
                    step.run();
                    return;
                } catch (Stopping interrupted) {
                    return;
                } catch (RuntimeException failure) {
                    if (stopping) {
                        return;
                    }
                    LOG.error("Request {} record {}: failed, tries again", key.requestId(), key.recordId(), failure);
                    backoff.pause();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void destroy() {
        stopping = true;
        threads.shutdownNow();
    }

    private interface Step {
        void run() throws InterruptedException;
    }
}
