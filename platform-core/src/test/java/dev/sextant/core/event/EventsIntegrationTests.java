package dev.sextant.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.contract.event.Event;
import dev.sextant.core.CoreIntegrationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@CoreIntegrationTest
class EventsIntegrationTests {
    private static final int WRITERS = 4;
    private static final int EACH = 50;

    @Autowired
    Events events;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void keepsWhatWasCommittedAndNothingElse() {
        long before = events.last();
        transactions.executeWithoutResult(status -> {
            events.append(event("run.changed", 1));
            events.append(event("run.changed", 2));
        });
        transactions.executeWithoutResult(status -> {
            events.append(event("run.changed", 3));
            status.setRollbackOnly();
        });
        events.append(event("run.changed", 4));
        assertThat(events.after(before, 10, null))
                .extracting(Event::data)
                .map(data -> data.get("number"))
                .containsExactly(1, 2, 4);
    }

    @Test
    void showsEachEventToACursorThatReadsWhileOthersWrite() throws Exception {
        long start = events.last();
        var done = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader = threads.submit(() -> readUntil(done, start));
            var writers = new ArrayList<Callable<Void>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                writers.add(this::write);
            }
            for (var finished : threads.invokeAll(writers)) {
                finished.get();
            }
            done.set(true);
            List<Long> seen = reader.get();
            assertThat(seen).hasSize(WRITERS * EACH * 2).isSorted().doesNotHaveDuplicates();
            assertThat(seen.getLast()).isEqualTo(events.last());
        }
    }

    @Test
    void showsTheEventsOfOneRun() {
        long before = events.last();
        events.append(new NewEvent("node.changed", "service:platform-core", "run-a", "n1", Map.of("state", "RUNNING")));
        events.append(new NewEvent("node.changed", "service:platform-core", "run-b", "n1", Map.of("state", "RUNNING")));
        assertThat(events.after(before, 10, "run-b")).singleElement().satisfies(event -> {
            assertThat(event.nodeId()).isEqualTo("n1");
            assertThat(event.data()).containsEntry("state", "RUNNING");
        });
    }

    private Void write() {
        for (int number = 0; number < EACH; number++) {
            int n = number;
            transactions.executeWithoutResult(status -> {
                events.append(event("run.changed", n));
                Thread.yield();
                events.append(event("run.changed", n));
            });
        }
        return null;
    }

    private List<Long> readUntil(AtomicBoolean done, long start) {
        var seen = new ArrayList<Long>();
        long cursor = start;
        while (true) {
            boolean last = done.get();
            List<Event> page = events.after(cursor, 7, null);
            for (Event event : page) {
                cursor = Long.parseLong(event.id());
                seen.add(cursor);
            }
            if (last && page.isEmpty()) {
                return seen;
            }
        }
    }

    private static NewEvent event(String type, int number) {
        return NewEvent.of(type, "user:jane", Map.of("number", number));
    }
}
