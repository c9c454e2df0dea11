package dev.sextant.sdk.service;

import dev.sextant.contract.wire.Chunk;
import dev.sextant.contract.wire.Cut;
import dev.sextant.contract.wire.Progress;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.contract.wire.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The news of one attempt that the core does not have yet; bounded in the bytes of output that wait, in this attempt and in
 * all together. Output counts until the core has answered the report that carries it.
 */
final class Outbox {

    static final int CHUNK_BYTES = 64 * 1024;
    private static final int REPORT_BYTES = 512 * 1024;
    private static final int WAITING_BYTES = 2 * 1024 * 1024;
    private static final Duration LOOK_FOR_ROOM = Duration.ofMillis(100);

    private final OutputBudget budget;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<String> started = new LinkedHashSet<>();
    private final List<RecordOutcome> outcomes = new ArrayList<>();
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private final Map<String, Long> cuts = new LinkedHashMap<>();
    private final NewestProgress progress = new NewestProgress();
    private final Map<String, Long> offsets = new HashMap<>();
    private long queued;
    private long underWay;
    private long sequence;
    private boolean complete;
    private boolean closed;

    Outbox(OutputBudget budget) {
        this.budget = budget;
    }

    void started(String record) {
        change(() -> started.add(record));
    }

    void outcome(RecordOutcome outcome) {
        change(() -> outcomes.add(outcome));
    }

    void cut(String record, long bytes) {
        change(() -> cuts.put(record, bytes));
    }

    void progress(Progress newest) {
        change(() -> progress.put(newest));
    }

    /** No record will bring further news. */
    void complete() {
        change(() -> complete = true);
    }

    /** Nobody wants the news any more. */
    void close() {
        change(() -> {
            closed = true;
            chunks.clear();
            budget.giveBack(queued);
            queued = 0;
        });
    }

    /** The outcomes that were not sent because nobody wants news any more. */
    List<RecordOutcome> unsent() {
        lock.lock();
        try {
            List<RecordOutcome> left = List.copyOf(outcomes);
            outcomes.clear();
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** The report that was taken last has been answered. */
    void answered() {
        change(() -> {
            budget.giveBack(underWay);
            underWay = 0;
        });
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** The offset at which a record's next output begins, where that is known. */
    @Nullable Long offset(String record) {
        lock.lock();
        try {
            return offsets.get(record);
        } finally {
            lock.unlock();
        }
    }

    void offset(String record, long offset) {
        change(() -> offsets.put(record, offset));
    }

    /** Takes output; waits while too much of it waits already. */
    void append(String record, Chunk.Stream stream, byte[] bytes, Instant at) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && !complete && !room(bytes.length)) {
                changed.awaitNanos(LOOK_FOR_ROOM.toNanos());
            }
            if (closed || complete) {
                return;
            }
            long offset = offsets.getOrDefault(record, 0L);
            chunks.addLast(Chunk.of(record, offset, stream, bytes, at));
            offsets.put(record, offset + bytes.length);
            queued += bytes.length;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next report, after at most so much waiting for more of it; null when there will be no more. */
    @Nullable Report next(Duration gather) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (isEmpty() && !complete && !closed) {
                awaitNews();
            }
            if (closed || (isEmpty() && complete)) {
                return null;
            }
            long left = gather.toNanos();
            while (left > 0 && !complete && !closed && queued < REPORT_BYTES) {
                left = changed.awaitNanos(left);
            }
            return closed ? null : take();
        } finally {
            lock.unlock();
        }
    }

    private void awaitNews() throws InterruptedException {
        if (progress.isWaiting()) {
            changed.awaitNanos(progress.nanosUntilDue());
        } else {
            changed.await();
        }
    }

    /** Waits until something may have changed. */
    boolean await(Duration time) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return changed.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            lock.unlock();
        }
    }

    private boolean room(int bytes) {
        if (queued + underWay == 0) {
            budget.take(bytes);
            return true;
        }
        return queued + underWay + bytes <= WAITING_BYTES && budget.tryTake(bytes);
    }

    private Report take() {
        List<Chunk> taken = new ArrayList<>();
        long bytes = 0;
        while (!chunks.isEmpty() && (taken.isEmpty() || bytes < REPORT_BYTES)) {
            Chunk chunk = chunks.removeFirst();
            taken.add(chunk);
            bytes += chunk.bytes().length;
        }
        queued -= bytes;
        underWay += bytes;
        // An outcome is the last news of its record, so it waits for the output that comes before it.
        Set<String> printing = chunks.stream().map(Chunk::callbackParameter).collect(Collectors.toSet());
        List<RecordOutcome> ended = outcomes.stream()
                .filter(outcome -> !printing.contains(outcome.callbackParameter()))
                .toList();
        outcomes.removeAll(ended);
        List<Cut> cut = new ArrayList<>();
        cuts.forEach((record, dropped) -> cut.add(new Cut(record, dropped)));
        cuts.clear();
        Report report = new Report(++sequence, List.copyOf(started), ended, taken, cut, progress.take());
        started.clear();
        changed.signalAll();
        return report;
    }

    /** A report that only asks what the core has of some records. */
    Report question(List<String> records) {
        lock.lock();
        try {
            // An empty chunk at the very beginning changes nothing, and the answer names each record's length.
            List<Chunk> nothing = records.stream()
                    .map(record -> Chunk.of(record, 0, Chunk.Stream.OUT, new byte[0], Instant.now()))
                    .toList();
            return new Report(++sequence, List.of(), List.of(), nothing, List.of(), List.of());
        } finally {
            lock.unlock();
        }
    }

    private boolean isEmpty() {
        return started.isEmpty() && outcomes.isEmpty() && chunks.isEmpty() && cuts.isEmpty() && !progress.isDue();
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
