package dev.sextant.jobexecution.execution;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keeps the news of one execution in memory. */
class RecordedProgress implements Progress {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final CompletableFuture<ExecutionOutcome> outcome = new CompletableFuture<>();
    private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
    private final List<Runnable> actions = new ArrayList<>();
    private final List<Runnable> arrivals = new ArrayList<>();
    private boolean cancelled;
    private boolean away;

    @Override
    public void started() {
        begun.complete(true);
    }

    @Override
    public synchronized long offset() {
        return output.size();
    }

    @Override
    public synchronized void append(byte[] bytes) {
        output.writeBytes(bytes);
    }

    @Override
    public void finish(ExecutionOutcome result) {
        if (!outcome.complete(result)) {
            throw new IllegalStateException("finished twice");
        }
    }

    @Override
    public void onArrival(Runnable action) {
        synchronized (this) {
            if (away) {
                arrivals.add(action);
                return;
            }
        }
        action.run();
    }

    /** Nothing arrives before {@link #comeBack()}. */
    synchronized RecordedProgress goAway() {
        away = true;
        return this;
    }

    void comeBack() {
        List<Runnable> actions;
        synchronized (this) {
            away = false;
            actions = List.copyOf(arrivals);
            arrivals.clear();
        }
        actions.forEach(Runnable::run);
    }

    synchronized boolean waitsForArrival() {
        return !arrivals.isEmpty();
    }

    @Override
    public synchronized boolean cancelled() {
        return cancelled;
    }

    @Override
    public synchronized void onCancel(Runnable action) {
        actions.add(action);
        if (cancelled) {
            action.run();
        }
    }

    synchronized void cancel() {
        cancelled = true;
        actions.forEach(Runnable::run);
    }

    synchronized String text() {
        return output.toString(StandardCharsets.UTF_8);
    }

    void awaitStart() throws ExecutionException, InterruptedException, TimeoutException {
        begun.get(60, TimeUnit.SECONDS);
    }

    ExecutionOutcome await() throws ExecutionException, InterruptedException, TimeoutException {
        return outcome.get(120, TimeUnit.SECONDS);
    }
}
