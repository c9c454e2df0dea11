package dev.sextant.core.run;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.engine.EngineConflictException;
import dev.sextant.core.invocation.Delivery;
import dev.sextant.core.invocation.OutcomeSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where all changes of runs are written: those that wait together share one transaction, so that a commit is paid once for
 * many of them; those of one run are written one after the other, so that they do not collide.
 */
@Component
class RunLedger implements OutcomeSink, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RunLedger.class);
    private static final int WAITING = 4_096;
    private static final int TRIES = 8;

    private final RunLedgerSettings settings;
    private final RunBooks books;
    private final TransactionTemplate transactions;
    private final List<BlockingQueue<Waiting>> queues = new ArrayList<>();
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean running;

    RunLedger(RunLedgerSettings settings, RunBooks books, TransactionTemplate transactions) {
        this.settings = settings;
        this.books = books;
        this.transactions = transactions;
        for (int i = 0; i < settings.writers(); i++) {
            queues.add(new ArrayBlockingQueue<>(WAITING));
        }
    }

    private record Waiting(Entry entry, CompletableFuture<@Nullable Receipt> done) {}

    /** Writes the entry and returns when it is committed. */
    void write(Entry entry) {
        var done = new CompletableFuture<@Nullable Receipt>();
        if (!queue(entry).offer(new Waiting(entry, done))) {
            throw ProblemException.retryAfter(
                    RunError.TOO_MANY_RUNS,
                    WAITING + " changes of runs wait to be written already; try again in a few seconds.",
                    Duration.ofSeconds(2));
        }
        try {
            done.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    @Override
    public CompletableFuture<Receipt> deliver(Delivery delivery) {
        var done = new CompletableFuture<@Nullable Receipt>();
        var entry = new Entry.Outcomes(delivery);
        try {
            queue(entry).put(new Waiting(entry, done));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            done.completeExceptionally(stopped);
        }
        return done.thenApply(receipt -> receipt == null ? Receipt.STORED : receipt);
    }

    private BlockingQueue<Waiting> queue(Entry entry) {
        return queues.get(Math.floorMod(entry.runId().hashCode(), queues.size()));
    }

    @Override
    public void start() {
        running = true;
        for (int i = 0; i < queues.size(); i++) {
            BlockingQueue<Waiting> queue = queues.get(i);
            writers.add(Thread.ofPlatform().daemon().name("run-ledger-" + i).start(() -> writeAll(queue)));
        }
    }

    /** Writes what waits, then ends. */
    @Override
    public void stop() {
        running = false;
        for (Thread writer : writers) {
            try {
                writer.join(Duration.ofSeconds(10));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        writers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before what sends calls starts, and after it has stopped. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 1;
    }

    private void writeAll(BlockingQueue<Waiting> queue) {
        var batch = new ArrayList<Waiting>(settings.batch());
        while (running || !queue.isEmpty()) {
            try {
                Waiting first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, settings.batch() - 1);
                    writeTogether(batch);
                    batch.clear();
                }
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void writeTogether(List<Waiting> batch) {
        try {
            tryWrite(batch);
        } catch (RuntimeException failed) {
            batch.forEach(this::writeAlone);
        }
    }

    /** One entry that cannot be written must not keep the others from it. */
    private void writeAlone(Waiting waiting) {
        for (int attempt = 1; ; attempt++) {
            try {
                tryWrite(List.of(waiting));
                return;
            } catch (EngineConflictException | ConcurrencyFailureException conflict) {
                if (attempt == TRIES) {
                    fail(waiting, conflict);
                    return;
                }
                pause(attempt);
            } catch (RuntimeException failed) {
                fail(waiting, failed);
                return;
            }
        }
    }

    private static void fail(Waiting waiting, RuntimeException failed) {
        if (!(failed instanceof ProblemException)) {
            LOG.warn("A change of run {} could not be written", waiting.entry().runId(), failed);
        }
        waiting.done().completeExceptionally(failed);
    }

    private void tryWrite(List<Waiting> batch) {
        List<Entry> entries = batch.stream().map(Waiting::entry).toList();
        List<@Nullable Receipt> receipts = transactions.execute(status -> books.write(entries));
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).done().complete(receipts == null ? null : receipts.get(i));
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(5, 20L * attempt + 10));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
