package dev.sextant.core.invocation;

import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells that output has grown: at most one event for an invocation in {@link #PACE}, however many reports come, and always
 * one after the last. Who follows the output itself is woken at once.
 */
@Component
class OutputNews implements SmartLifecycle {
    static final Duration PACE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(OutputNews.class);

    private final Events events;
    private final TransactionTemplate transactions;
    private final Map<String, Growth> untold = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("output-news").factory());
    private volatile boolean running;

    OutputNews(Events events, TransactionTemplate transactions) {
        this.events = events;
        this.transactions = transactions;
    }

    private record Growth(Invocation invocation, Set<String> records) {
        Growth and(Growth other) {
            var both = new HashSet<>(records);
            both.addAll(other.records);
            return new Growth(invocation, both);
        }

        NewEvent event() {
            return new NewEvent(
                    "output.appended",
                    "plugin:" + invocation.target().plugin(),
                    invocation.runId(),
                    invocation.nodeId(),
                    Map.of("records", records.size()));
        }
    }

    void grown(Invocation invocation, Set<String> records) {
        note(new Growth(invocation, records));
        events.wake();
    }

    private void note(Growth growth) {
        untold.merge(growth.invocation().id(), growth, Growth::and);
    }

    @Override
    public void start() {
        running = true;
        clock.scheduleWithFixedDelay(this::tell, PACE.toMillis(), PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        clock.shutdown();
        tell();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops when the last report was answered. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 3072;
    }

    private void tell() {
        List<Growth> told = untold.keySet().stream()
                .map(untold::remove)
                .filter(Objects::nonNull)
                .toList();
        if (told.isEmpty()) {
            return;
        }
        try {
            transactions.executeWithoutResult(status -> told.forEach(growth -> events.append(growth.event())));
        } catch (RuntimeException failed) {
            LOG.warn("Grown output could not be told: {}; trying again", failed.getMessage());
            told.forEach(this::note);
        }
    }
}
