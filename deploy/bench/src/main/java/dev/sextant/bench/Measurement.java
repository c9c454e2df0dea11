package dev.sextant.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps a fixed number of runs going for a while and counts those that ended. */
record Measurement(long runs, double seconds, Traffic traffic) {
    static final Measurement NONE = new Measurement(0, 0, new Traffic(0, 0));
    static final int IN_FLIGHT = 32;

    static Measurement of(Contender contender, Duration duration) throws InterruptedException, ExecutionException {
        var ended = new AtomicLong();
        Traffic before = contender.traffic();
        long start = System.nanoTime();
        long stop = start + duration.toNanos();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var loops = new ArrayList<Future<?>>();
            for (int i = 0; i < IN_FLIGHT; i++) {
                loops.add(clients.submit(() -> {
                    while (System.nanoTime() < stop) {
                        CompletableFuture<Void> end = contender.run();
                        end.get();
                        ended.incrementAndGet();
                    }
                    return null;
                }));
            }
            for (Future<?> loop : loops) {
                loop.get();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Measurement(ended.get(), seconds, contender.traffic().since(before));
    }

    Measurement plus(Measurement more) {
        return new Measurement(runs + more.runs, seconds + more.seconds, traffic.plus(more.traffic));
    }

    double rate() {
        return runs / seconds;
    }

    String perRun() {
        return "%.1f statements and %.2f commits a run"
                .formatted((double) traffic.statements() / runs, (double) traffic.commits() / runs);
    }
}
